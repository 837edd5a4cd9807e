import { plural } from './formats';

export const alarms = {
  codesDiffer: (name: string) =>
    `You or ${name} said that your safety codes differ. Somebody may be sitting between you, able to read and change everything.`,
  codesDiffered: (name: string) =>
    `You or ${name}, who is gone, said that your safety codes differ. Somebody may have been sitting between you.`,
  meetElsewhere:
    'Say and send nothing private here. Leave the room, agree on a new number and a new password another way, and meet there.',
  compareAgain: 'Compare again',
  leaveThisRoom: 'Leave this room',
  dismiss: 'Dismiss',
  siege: (wrongPasswords: number) =>
    plural(wrongPasswords, {
      one: '# wrong password at the door: the door has closed itself. Somebody may be guessing.',
      other: '# wrong passwords at the door: the door has closed itself. Somebody may be guessing.',
    }),
  uncountedSiege: 'Too many wrong passwords: the door has closed itself. Somebody may be guessing.',
  afterSiege:
    'Opening it lets people in again, and lets whoever is guessing go on. Safer: leave, and meet in a new room with a suggested password.',
  /** What was found out about the connection to somebody, and what a person can do about it. */
  incidents: {
    'not-bound': {
      sentence: (name: string) =>
        `The connection to ${name} was ended: its certificate is not the one that the password vouches for. Somebody may be in the middle.`,
      nextStep:
        'Leave the room, agree on a new number and a new password another way, and compare the safety code when you meet.',
    },
    'protocol-violation': {
      sentence: (name: string) =>
        `The connection to ${name} was ended: it broke the rules of the protocol.`,
      nextStep:
        'The page over there may be broken, or somebody may be attacking. Ask for it to be reloaded; if it happens again, meet in a new room.',
    },
    tampered: {
      sentence: () =>
        'Somebody was about to come in, and what they sent was tampered with on its way.',
      nextStep:
        'They were not let in. If it happens again, the server of this page may be attacking: meet in a room of another one.',
    },
  },
};
