import type { Incident } from '@whispernet/room';

/** What was found out about the connection to `who`, and what a person can do about it. */
export function incidentMessage(
  kind: Incident['kind'],
  who: string,
): {
  readonly sentence: string;
  readonly nextStep: string;
} {
  switch (kind) {
    case 'not-bound':
      return {
        sentence: `The connection to ${who} was ended: its certificate is not the one that the password vouches for. Somebody may be in the middle.`,
        nextStep:
          'Leave the room, agree on a new number and a new password another way, and compare the safety code when you meet.',
      };
    case 'protocol-violation':
      return {
        sentence: `The connection to ${who} was ended: it broke the rules of the protocol.`,
        nextStep:
          'The page over there may be broken, or somebody may be attacking. Ask for it to be reloaded; if it happens again, meet in a new room.',
      };
    case 'tampered':
      return {
        sentence: 'Somebody was about to come in, and what they sent was tampered with on its way.',
        nextStep:
          'They were not let in. If it happens again, the server of this page may be attacking: meet in a room of another one.',
      };
  }
}
