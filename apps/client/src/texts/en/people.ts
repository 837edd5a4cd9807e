export const people = {
  list: 'People',
  you: 'You',
  /** Behind one's own name. */
  nameAndYou: (name: string) => `${name} (you)`,
  /** Who gave no name. */
  guest: 'Guest',
  /** A second person of a name. */
  another: (name: string) => `${name} (another)`,
  /** Of somebody who is gone, where somebody of that name is here. */
  left: (name: string) => `${name} (left)`,
  link: {
    connecting: 'Connecting',
    connected: 'Connected',
    reconnecting: 'Reconnecting',
    left: 'Left',
    noPath: 'No network path',
    lost: 'Disconnected',
  },
  direct: 'Direct',
  relayed: 'Relayed',
  aboutDirect: 'From browser to browser: you see each other’s IP address.',
  aboutRelayed: 'Through a relay, which sees when and how much you send, never what.',
  verified: 'Verified',
  notVerified: 'Not verified',
  codesDiffer: 'Not verified: the codes differ',
  safetyCode: 'Safety code',
  muted: 'Muted',
  proposal: (name: string) =>
    `This password does not look drawn by chance, so it might be guessed. Compare the safety code with ${name} to be sure that nobody sits between you.`,
  /** Who has compared already and waits for this person. */
  awaited: (name: string) => `${name} says that your safety codes match. Compare them, too.`,
  compareNow: 'Compare now',
};
