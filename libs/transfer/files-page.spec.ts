import {
  type LaneCargo,
  TransferId,
  decodeLane,
  encodeAck,
  encodeCargo,
  toBase64url,
} from '@whispernet/protocol';
import { asyncScheduler } from 'rxjs';
import * as v from 'valibot';
import page from '../../docs/protocol/files.md';
import { BlockPool } from './block-pool';
import { FakeSink, fakeFile } from './fake-files';
import { quiet } from './fake-link';
import { FileReceiver } from './file-receiver';
import { FileSender } from './file-sender';
import { Slots } from './slots';

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const ignore = () => undefined;
const fail = (what: unknown) => {
  throw new Error('not here', { cause: what });
};

describe('The page about files', () => {
  const lines = Array.from(page.matchAll(/^([A-Z]+) +([\da-f]{10,})$/gm), ([, name, digits]) => [
    name ?? '',
    digits ?? '',
  ]);
  const shown = new Map(lines.map(([name = '', digits = '']) => [name, digits]));
  const id = v.parse(TransferId, toBase64url(Uint8Array.from({ length: 16 }, (_, at) => at)));
  /** The frame as a lane would send it; `seq` as shown, for a lane counts what it has sent before. */
  const frame = (name: string, cargo: LaneCargo) => {
    const seq = parseInt(shown.get(name)?.slice(2, 10) ?? '', 16);
    return hex(encodeCargo(seq, cargo));
  };

  it('shows one frame of each kind that a small file needs', () => {
    expect(lines.map(([name]) => name)).toEqual(['WANT', 'ACK', 'BLOCK', 'DATA', 'END']);
  });

  it('shows the WANT of who has accepted five bytes, and what acknowledges it', () => {
    const receiver = new FileReceiver({
      size: 5,
      sink: new FakeSink(),
      blockBytes: 1024 * 1024,
      events: { moved: ignore, full: ignore, whole: ignore, broken: fail },
    });
    const wants: string[] = [];
    receiver.start(
      {
        pool: new BlockPool(),
        want: (round, first, count) =>
          wants.push(frame('WANT', { t: 'want', id, round, first, count })),
        check: fail,
      },
      0,
    );
    expect(wants).toEqual([shown.get('WANT') ?? '']);
    expect(hex(encodeAck(0))).toBe(shown.get('ACK') ?? '');
  });

  it('shows the frames that the sender makes of its file', async () => {
    const file = { ...fakeFile('hello', 5), slice: () => new Blob(['hello']) };
    const sender = new FileSender(id, file, 1024 * 1024);
    const slots = new Slots<FileSender>(1);
    const scheduler = asyncScheduler;
    sender.attach({ slots, scheduler, ready: ignore, moved: ignore, allMoved: ignore, failed: fail }); // prettier-ignore
    sender.want(0, 0, 1);
    await quiet();
    const names = { block: 'BLOCK', data: 'DATA', end: 'END', want: 'WANT', check: 'CHECK' };
    const sent = new Map<string, string>();
    for (let cargo = sender.next(65_536); cargo; cargo = sender.next(65_536))
      sent.set(names[cargo.t], frame(names[cargo.t], cargo));
    for (const name of ['BLOCK', 'DATA', 'END'])
      expect(sent.get(name)).withContext(name).toBe(shown.get(name));
    expect(sent.size).toBe(3);
  });

  it('shows frames that decode', () => {
    for (const [name, digits = ''] of lines) {
      const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
      const decoded = decodeLane(bytes);
      expect(decoded?.t).toBe(name === 'ACK' ? 'ack' : 'cargo');
      if (decoded?.t === 'cargo') expect(decoded.cargo.id).toBe(id);
    }
  });
});
