import { SeatId, newId } from '@whispernet/protocol';
import type { TransferState } from '@whispernet/transfer';
import { bob, message, transfer } from '../fake-room';
import { type RoomView, happenings } from './happenings';

const alice = { id: newId(SeatId), name: 'alice' };
const quiet: RoomView = {
  self: alice,
  members: [],
  messages: [],
  transfers: [],
  isCallOn: false,
};
const room = (own: Partial<RoomView>): RoomView => ({ ...quiet, ...own });
const connecting = { ...bob, link: { phase: 'connecting' } } as const;
const mending = { ...bob, link: { phase: 'reconnecting', path: 'direct' } } as const;
const gone = { ...bob, link: { phase: 'closed', end: 'left' } } as const;

describe('What happens in a room', () => {
  it('is an arrival when somebody is connected, not before', () => {
    expect(happenings(quiet, room({ members: [connecting] }))).toEqual([]);
    expect(happenings(room({ members: [connecting] }), room({ members: [bob] }))).toEqual([
      'arrival',
    ]);
  });

  it('is neither an arrival nor a departure when a connection is mended', () => {
    expect(happenings(room({ members: [bob] }), room({ members: [mending] }))).toEqual([]);
    expect(happenings(room({ members: [mending] }), room({ members: [bob] }))).toEqual([]);
  });

  for (const [how, members] of [
    ['says goodbye', [gone]],
    ['is not in the list any more', []],
  ] as const)
    it(`is a departure when somebody ${how}, once`, () => {
      expect(happenings(room({ members: [bob] }), room({ members }))).toEqual(['departure']);
      expect(happenings(room({ members }), quiet)).toEqual([]);
    });

  it('is each message of others, and none of our own', () => {
    const known = message({ text: 'one' });
    const messages = [known, message({ author: alice.id }), message({}), message({})];
    expect(happenings(room({ messages: [known] }), room({ messages }))).toEqual([
      'message',
      'message',
    ]);
    expect(happenings(room({ messages }), room({ messages: messages.slice(1) }))).toEqual([]);
  });

  it('is a file that is offered to us, not one that we offer', () => {
    const outgoing = transfer({ direction: 'out', state: { phase: 'waiting' } });
    expect(happenings(quiet, room({ transfers: [transfer({}), outgoing] }))).toEqual(['offer']);
  });

  const running = transfer({ state: { phase: 'receiving', bytes: 1 } });
  for (const state of [
    { phase: 'done' },
    { phase: 'cancelled', side: 'here' },
    { phase: 'failed', reason: 'corrupted', side: 'here' },
  ] satisfies TransferState[])
    it(`is a transfer that ends as ${state.phase}, once`, () => {
      const ended = room({ transfers: [{ ...running, state }] });
      expect(happenings(room({ transfers: [running] }), ended)).toEqual(['transfer-end']);
      expect(happenings(ended, ended)).toEqual([]);
    });

  it('is not the progress of a transfer', () => {
    const further = { ...running, state: { phase: 'receiving', bytes: 2 } } as const;
    expect(happenings(room({ transfers: [running] }), room({ transfers: [further] }))).toEqual([]);
  });

  it('is the beginning of a call, not its end', () => {
    expect(happenings(quiet, room({ isCallOn: true }))).toEqual(['call']);
    expect(happenings(room({ isCallOn: true }), quiet)).toEqual([]);
  });
});
