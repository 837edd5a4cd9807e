import { goldenRun, hex, vectors } from './golden-run';
import { PasswordError } from './password';
import { deriveRoomSecret, roomSalt } from './room-secret';

const { realm, room, password } = vectors;

describe('deriveRoomSecret', () => {
  it('has the published salt', async () => {
    expect(hex(await roomSalt(room, realm))).toBe(vectors.salt);
  });

  it('gives the published secret', async () => {
    expect(hex(await deriveRoomSecret({ password, room, realm }))).toBe(vectors.PRS);
  });

  it('gives the same secret for what two people mean alike', async () => {
    const alike = 'correct-horse-battery-staple';
    expect(await deriveRoomSecret({ password: alike, room, realm })).toEqual(goldenRun.secret);
  });

  it('salts each room and each realm differently', async () => {
    expect(hex(await roomSalt('482193068', realm))).not.toBe(vectors.salt);
    expect(hex(await roomSalt(room, 'whispernet'))).not.toBe(vectors.salt);
    expect(await roomSalt('12', '3')).not.toEqual(await roomSalt('2', '31'));
  });

  it('refuses what cannot be a password', async () => {
    await expectAsync(deriveRoomSecret({ password: ' ', room, realm })).toBeRejectedWithError(
      PasswordError,
      'empty',
    );
  });
});
