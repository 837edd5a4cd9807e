import type { RoomErrorCode } from '@whispernet/room';
import { plural } from './formats';

interface Refusal {
  readonly sentence: string;
  readonly nextStep: string;
}

/** What happened, and what a person can do next. */
const refusals: Record<RoomErrorCode, Refusal> = {
  'number-taken': {
    sentence: 'This room number is taken.',
    nextStep: 'Choose another number, or join the room if it is yours.',
  },
  'no-such-room': {
    sentence: 'There is no room with this number.',
    nextStep: 'Check the number, or create the room yourself.',
  },
  'wrong-password': {
    sentence: 'The password is wrong.',
    nextStep: 'Check it for typing errors and try again.',
  },
  'invalid-password': {
    sentence: 'This cannot be a password.',
    nextStep: 'Type another one, of at most 256 characters.',
  },
  'room-full': {
    sentence: 'The room is full.',
    nextStep: 'Ask somebody inside to make place, or meet in another room.',
  },
  'door-closed': {
    sentence: 'The door of this room is closed.',
    nextStep: 'Ask somebody inside to open it, then try again.',
  },
  'too-many-tries': {
    sentence: 'There were too many tries here, by you or by others.',
    nextStep: 'Your password was not tried. Try again in a little.',
  },
  impersonation: {
    sentence: 'Somebody may be impersonating this room.',
    nextStep: 'Do not go on here. Agree on a new number and a new password another way.',
  },
  'nobody-answers': {
    sentence: 'The room is there, but nobody in it answers.',
    nextStep: 'Ask the others to keep their page open, then try again.',
  },
  'no-path': {
    sentence: 'The two of you cannot reach each other: no network path was found.',
    nextStep: 'Try another network, or ask whoever runs this page to set up a relay.',
  },
  'no-relay': {
    sentence: 'Your IP address cannot be hidden: no relay is to be had here now.',
    nextStep: 'Try again later, or switch off "Hide my IP address".',
  },
  'no-relayed-path': {
    sentence: 'No connection through the relay came about. Your IP address has stayed hidden.',
    nextStep: 'Try again in a little, or ask whoever runs this page whether the relay works.',
  },
  'no-proof': {
    sentence: 'The connection began, but the other side did not prove in time who it is.',
    nextStep:
      'Try again. If it happens again, agree on a new number and a new password another way.',
  },
  busy: {
    sentence: 'Too much is going on here right now.',
    nextStep: 'Wait a little, then try again.',
  },
  'gateway-unreachable': {
    sentence: 'The meeting point cannot be reached.',
    nextStep: 'Check your internet connection, then try again.',
  },
  'version-mismatch': {
    sentence: 'This page is of another version than the meeting point.',
    nextStep: 'Reload the page, then try again.',
  },
  'no-webrtc': {
    sentence: 'This browser cannot connect people directly (WebRTC is missing or switched off).',
    nextStep: 'Use a current Firefox, Chrome, Edge or Safari, or switch WebRTC on.',
  },
  'not-secure': {
    sentence:
      'This page was not loaded over a secure connection, so nothing here could be kept secret.',
    nextStep: 'Open it with https:// in front, or on this computer as http://localhost.',
  },
};

export const errors = {
  refusals,
  /** Three times wrong is not only a slip any more: whoever answers there may not know the password either. */
  wrongAgain: {
    sentence: 'The password is wrong, or somebody may be impersonating this room.',
    nextStep:
      'Ask the others for number and password another way while this page pauses, then try again.',
  },
  /** A door that says no before any guess has been closed meanwhile, or has had too many wrong ones. */
  notEvenTried:
    'There were too many tries here, by you or by others, or somebody inside has closed the door.',
  triesLeft: (count: number) =>
    plural(count, {
      one: '# try is left before this page pauses.',
      other: '# tries are left before this page pauses.',
    }),
  tryAgainIn: (seconds: number) =>
    plural(seconds, { one: 'Try again in # second.', other: 'Try again in # seconds.' }),
};
