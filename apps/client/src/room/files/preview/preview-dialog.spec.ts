import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { PreviewDialog, type Looked } from './preview-dialog';

describe('PreviewDialog', () => {
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container');
  const show = async (own: Partial<Looked>, awaited: string) => {
    const file: Looked = {
      name: 'a.png',
      kind: 'image',
      read: () => Promise.resolve(undefined),
      ...own,
    };
    PreviewDialog.show(TestBed.inject(MatDialog), file);
    for (;;) {
      TestBed.tick();
      const found = dialog()?.querySelector<HTMLElement>(awaited);
      if (found) return found;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  const close = async () => {
    TestBed.inject(MatDialog).closeAll();
    while (dialog()) await new Promise((resolve) => requestAnimationFrame(resolve));
  };

  afterEach(close);

  it('shows a picture by a URL of its own, which ends with the dialog', async () => {
    const canvas = new OffscreenCanvas(3, 2);
    canvas.getContext('2d')?.fillRect(0, 0, 3, 2);
    const png = await canvas.convertToBlob();
    const image = (await show({ read: () => Promise.resolve(png) }, 'img')) as HTMLImageElement;
    await image.decode();
    expect([image.naturalWidth, image.naturalHeight]).toEqual([3, 2]);
    expect(image.alt).toBe('a.png');
    const { src } = image;
    expect((await fetch(src)).headers.get('content-type')).toBe('image/png');
    await close();
    await expectAsync(fetch(src)).toBeRejected();
  });

  it('says that a file is not there any more', async () => {
    const alert = await show({}, '[role=alert]');
    expect(alert.textContent).toContain('Have it sent again.');
  });

  it('says so, too, where the file cannot be read', async () => {
    const read = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
    expect((await show({ read }, '[role=alert]')).textContent).toContain('Have it sent again.');
  });

  it('says that a file is not what its name says', async () => {
    const read = () => Promise.resolve(new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']));
    expect((await show({ read }, '[role=alert]')).textContent).toContain('not what its name says');
    expect(dialog()?.querySelector('img')).toBeNull();
  });

  it('says that a picture is damaged', async () => {
    const read = () =>
      Promise.resolve(
        new Blob([
          Uint8Array.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x05', (c) =>
            c.charCodeAt(0),
          ),
        ]),
      );
    expect((await show({ read }, '[role=alert]')).textContent).toContain('not what its name says');
  });

  it('shows markup as the text that it is', async () => {
    const read = () => Promise.resolve(new Blob(['<img src=x onerror=alert(1)>']));
    const text = await show({ name: 'a.txt', kind: 'text', read }, 'pre');
    expect(text.textContent).toBe('<img src=x onerror=alert(1)>');
    expect(text.children.length).toBe(0);
  });
});
