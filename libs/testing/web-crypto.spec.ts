import { answered } from './web-crypto';

describe('answered', () => {
  it('waits for every answer, also for one that later questions have overtaken', async () => {
    const heard: string[] = [];
    const ask = async (what: string, bytes: number) => {
      await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
      heard.push(what);
    };
    void ask('long', 16 * 1024 * 1024);
    void ask('short', 1);
    await answered();
    expect(heard.sort()).toEqual(['long', 'short']);
  });

  it('waits for a refusal as for an answer, and throws nothing', async () => {
    let isRefused = false;
    const unusable = crypto.subtle.importKey('raw', new Uint8Array(3), 'AES-GCM', false, [
      'encrypt',
    ]);
    unusable.catch(() => (isRefused = true));
    await answered();
    expect(isRefused).toBe(true);
  });

  it('waits for nothing where nothing was asked', async () => {
    await expectAsync(answered()).toBeResolved();
  });
});
