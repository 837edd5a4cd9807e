import { TransferId, newId } from '@whispernet/protocol';
import { fakeFile } from './fake-files';
import { offerOf, offeredFile } from './file-offer';

describe('The offer of a file', () => {
  it('with a time beyond what a Date holds: has the last one that it does, on either side', () => {
    const file = { ...fakeFile('a', 1), lastModified: 2 ** 53 - 1 };
    expect(offeredFile(file).lastModified).toBe(8.64e15);
    expect(offerOf(newId(TransferId), file).lastModified).toBe(8.64e15);
  });
});
