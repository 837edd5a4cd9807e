import { hasSavePicker, pickSink } from './picker-sink';

describe('pickSink', () => {
  const digestOfNothing = new Uint8Array(32);
  const file = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getFileHandle('picker-sink-spec', { create: true });
  };
  // A real handle of a real file system; only the dialog is left out, which no script can answer.
  const answering = { showSaveFilePicker: () => file() };

  afterEach(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys())
      if (name === 'picker-sink-spec') await root.removeEntry(name);
  });

  it('suggests the name of the file', async () => {
    const asked: unknown[] = [];
    const sink = await pickSink(
      {
        showSaveFilePicker: (options) => {
          asked.push(options);
          return file();
        },
      },
      'holiday.jpg',
    );
    await sink?.close();
    expect(asked).toEqual([{ suggestedName: 'holiday.jpg' }]);
  });

  it('writes in any order, and shows the file when it is whole', async () => {
    const sink = await pickSink(answering, 'a');
    await sink?.write(3, new TextEncoder().encode('def'), digestOfNothing);
    await sink?.write(0, new TextEncoder().encode('abc'), digestOfNothing);
    expect((await (await file()).getFile()).size).toBe(0);
    await sink?.close();
    expect(await (await (await file()).getFile()).text()).toBe('abcdef');
  });

  it('removes the empty file that the dialog has made, when it is aborted', async () => {
    const sink = await pickSink(answering, 'a');
    await sink?.write(0, new Uint8Array(10), digestOfNothing);
    await sink?.abort();
    const root = await navigator.storage.getDirectory();
    await expectAsync(root.getFileHandle('picker-sink-spec')).toBeRejected();
  });

  it('is nothing where the person closes the dialog', async () => {
    // The real one, as far as it goes: without a window it always answers as if it were closed.
    const closed = () => Promise.reject(new DOMException('closed', 'AbortError'));
    expect(await pickSink({ showSaveFilePicker: closed }, 'a')).toBeUndefined();
  });

  it('rejects where the browser does not let it ask', async () => {
    const refused = () => Promise.reject(new DOMException('no gesture', 'SecurityError'));
    await expectAsync(pickSink({ showSaveFilePicker: refused }, 'a')).toBeRejected();
  });

  it('is there where the browser has the dialog', () => {
    expect(hasSavePicker(answering)).toBe(true);
    expect(hasSavePicker({})).toBe(false);
  });
});
