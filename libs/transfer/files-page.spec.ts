import { TransferId, decodeBulk, encodeBulk, toBase64url } from '@whispernet/protocol';
import * as v from 'valibot';
import page from '../../docs/protocol/files.md';
import { FakeByteChannel } from './fake-byte-channel';
import { fakeFile } from './fake-files';
import { FileSender } from './file-sender';
import { SendGate } from './send-gate';

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

describe('The page about files', () => {
  const shown = new Map(
    Array.from(page.matchAll(/^([A-Z]+) +([\da-f]{32,})$/gm), ([, name, digits]) => [name, digits]),
  );
  const id = v.parse(TransferId, toBase64url(Uint8Array.from({ length: 16 }, (_, at) => at)));

  it('shows one frame of each kind', () => {
    expect([...shown.keys()]).toEqual(['CREDIT', 'BLOCK', 'DATA', 'END']);
  });

  it('shows the CREDIT that opens the gate for five bytes', () => {
    expect(hex(encodeBulk({ t: 'credit', id, until: 5 }))).toBe(shown.get('CREDIT') ?? '');
  });

  it('shows the frames that the sender makes of its file', async () => {
    const [near, far] = FakeByteChannel.pair({ byHand: true });
    const sent: string[] = [];
    far.messages$.subscribe((message) => sent.push(hex(message)));
    const file = { ...fakeFile('hello', 5), slice: () => new Blob(['hello']) };
    const sender = new FileSender(id, file);
    const gate = new SendGate(near);
    sender.credit.grant(5);
    await sender.sendBlocks(gate, () => undefined);
    await sender.sendEnd(gate);
    while (near.deliver());
    expect(sent).toEqual(['BLOCK', 'DATA', 'END'].map((name) => shown.get(name) ?? ''));
  });

  it('shows frames that decode', () => {
    for (const digits of shown.values()) {
      const bytes = Uint8Array.from(digits?.match(/../g) ?? [], (pair) => parseInt(pair, 16));
      expect(decodeBulk(bytes)?.id).toBe(id);
    }
  });
});
