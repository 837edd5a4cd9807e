import { BLOCK_BYTES, TransferId, newId } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { BlockPool } from './block-pool';
import { fakeFile } from './fake-files';
import { quiet } from './fake-link';
import { encodeListing } from './folder-listing';
import { IncomingListing } from './incoming-listing';
import { nextTask } from './next-task';

describe('IncomingListing', () => {
  /** One whose last word has just come; how often it has said what is in it. */
  async function complete() {
    const id = newId(TransferId);
    const bytes = encodeListing([{ path: ['a'], source: fakeFile('a', 7) }]);
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

  /** What could still happen has happened. */
  async function settled() {
    for (let turn = 0; turn < 10; turn += 1) {
      await quiet(1);
      await nextTask();
    }
  }

  it('says what is in the folder once it is verified and read', async () => {
    const { listed } = await complete();
    await settled();
    expect(listed()).toBe(1);
  });

  it('says nothing any more when the folder is withdrawn while it is read', async () => {
    const { listing, listed } = await complete();
    listing.drop();
    await settled();
    expect(listed()).toBe(0);
  });
});
