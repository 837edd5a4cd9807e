import { RoomError, type RoomErrorCode } from '@whispernet/room';
import { errors } from '../texts/en/errors';
import { refusalMessage } from './room-error-messages';

const SENTENCES: Record<RoomErrorCode, RegExp> = {
  'number-taken': /number is taken/,
  'no-such-room': /no room with this number/,
  'wrong-password': /password is wrong/,
  'invalid-password': /cannot be a password/,
  'room-full': /room is full/,
  'door-closed': /door .* is closed/,
  'too-many-tries': /too many tries/,
  impersonation: /impersonating/,
  'nobody-answers': /nobody in it answers/,
  'no-path': /no network path/,
  'no-relay': /IP address cannot be hidden/,
  'no-relayed-path': /through the relay.*IP address has stayed hidden/,
  'no-proof': /did not prove in time/,
  busy: /Too much is going on/,
  'gateway-unreachable': /cannot be reached/,
  'version-mismatch': /another version/,
  'no-webrtc': /WebRTC/,
  'not-secure': /not loaded over a secure connection/,
};

describe('the words of a refusal', () => {
  for (const [code, words] of Object.entries(SENTENCES) as [RoomErrorCode, RegExp][])
    it(`say ${code} and what to do next`, () => {
      const { sentence, nextStep } = refusalMessage(new RoomError(code), errors);
      expect(sentence).toMatch(words);
      expect(nextStep).toMatch(/^[A-Z].+\.$/);
    });

  it('name relay as the remedy where there is no path', () => {
    expect(refusalMessage(new RoomError('no-path'), errors).nextStep).toContain('relay');
  });

  it('count the tries that are left', () => {
    const left = [2, 1].map(
      (triesLeft) =>
        refusalMessage(new RoomError('wrong-password', { triesLeft }), errors).nextStep,
    );
    expect(left).toEqual([
      'Check it for typing errors and try again. 2 tries are left before this page pauses.',
      'Check it for typing errors and try again. 1 try is left before this page pauses.',
    ]);
  });

  it('name the other explanation, and another way to ask, once there is no try left', () => {
    const error = new RoomError('wrong-password', { triesLeft: 0 });
    expect(refusalMessage(error, errors)).toEqual({
      sentence: 'The password is wrong, or somebody may be impersonating this room.',
      nextStep:
        'Ask the others for number and password another way while this page pauses, then try again.',
    });
  });

  it('say that a door which lets nobody try now has not refused the password, and may be closed', () => {
    expect(refusalMessage(new RoomError('too-many-tries'), errors)).toEqual({
      sentence:
        'There were too many tries here, by you or by others, or somebody inside has closed the door.',
      nextStep: 'Your password was not tried. Try again in a little.',
    });
  });

  it('say how long to wait where that is known', () => {
    const error = new RoomError('too-many-tries', { retryAfterS: 30 });
    expect(refusalMessage(error, errors)).toEqual({
      sentence: 'There were too many tries here, by you or by others.',
      nextStep: 'Try again in 30 seconds.',
    });
  });
});
