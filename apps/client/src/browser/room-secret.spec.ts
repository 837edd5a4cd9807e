import { PasswordError } from '@whispernet/crypto';
import { RoomNumber } from '@whispernet/protocol';
import { parse } from 'valibot';
import { roomSecret } from './room-secret';

describe('roomSecret', () => {
  const room = parse(RoomNumber, '482193067');

  it('is 32 bytes from a worker, the same for the same agreement', async () => {
    const [one, other] = [
      await roomSecret('correct horse battery staple', room, 'whispernet'),
      await roomSecret('Correct-horse  battery staple', room, 'whispernet'),
    ];
    expect(one.byteLength).toBe(32);
    expect(one).toEqual(other);
  });

  it('refuses what cannot be a password', async () => {
    await expectAsync(roomSecret(' ', room, 'whispernet')).toBeRejectedWithError(PasswordError);
  });
});
