import { plural } from './formats';

/** The question before something is lost. */
export const leave = {
  title: 'Leave the room?',
  running: (count: number) =>
    plural(count, {
      one: 'A transfer that is still running will be broken off.',
      other: '# transfers that are still running will be broken off.',
    }),
  unsaved: (count: number) =>
    plural(count, {
      one: 'A received file that is not saved yet will be deleted.',
      other: '# received files that are not saved yet will be deleted.',
    }),
  callEnds: 'The call ends for you.',
  roomEnds: 'Nobody else is here: the room ends, and its invite leads nowhere any more.',
  wordsGo: 'What was said here will be gone from this page.',
  stay: 'Stay',
  leaveAnyway: 'Leave anyway',
};
