import { BLOCK_BYTES, TransferId, newId } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { BlockPool } from './block-pool';
import { fakeFile } from './fake-files';
import { quiet } from './fake-link';
import { describeFolder } from './folder-listing';
import { IncomingListing } from './incoming-listing';

describe('IncomingListing', () => {
  /** One whose last word has just come; how often it has said what is in it. */
  async function complete() {
    const id = newId(TransferId);
    const described = await describeFolder([{ path: ['a'], source: fakeFile('a', 7) }], 7);
    const bytes = described?.bytes ?? new Uint8Array();
    let listed = 0;
    const listing = new IncomingListing({
      ...{ id, listingBytes: bytes.length, files: 1, size: 7, blockBytes: BLOCK_BYTES },
      listed: () => (listed += 1),
      failed: (reason) => {
        throw new Error(reason);
      },
    });
    listing.start({ pool: new BlockPool(), want: () => undefined, check: () => undefined });
    const { receiver } = listing;
    if (!receiver) throw new Error('it has been started');
    const digest = await sha256(bytes);
    receiver.take({ t: 'block', id, index: 0, digest });
    receiver.take({ t: 'data', id, offset: 0, bytes });
    while (receiver.writtenBytes < bytes.length) await quiet(1);
    receiver.take({ t: 'end', id, digest: await sha256(digest) });
    return { listing, listed: () => listed };
  }

  it('says what is in the folder once it is verified and read', async () => {
    const { listed } = await complete();
    await quiet();
    expect(listed()).toBe(1);
  });

  it('says nothing any more when the folder is withdrawn while it is read', async () => {
    const { listing, listed } = await complete();
    listing.drop();
    await quiet();
    expect(listed()).toBe(0);
  });
});
