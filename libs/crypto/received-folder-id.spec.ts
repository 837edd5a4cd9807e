import { goldenRun, hex, vectors } from './golden-run';
import { receivedFolderId } from './received-folder-id';

describe('receivedFolderId', () => {
  it('is the published one', async () => {
    expect(hex(await receivedFolderId(goldenRun.secret))).toBe(vectors.resume);
  });

  it('is another one for another room', async () => {
    const other = goldenRun.secret.slice();
    other[31] = (other[31] ?? 0) ^ 1;
    expect(hex(await receivedFolderId(other))).not.toBe(vectors.resume);
  });

  it('leaves the secret as it is', async () => {
    const secret = goldenRun.secret.slice();
    await receivedFolderId(secret);
    expect(secret).toEqual(goldenRun.secret);
  });
});
