// What the members agree on about their door: whether it is closed, and how many wrong passwords
// have come. Each keeps a record and tells the others of its own changes, in any order and at the
// same time; all come to the same.
//
//   lock  { on, e }   somebody has closed or opened the door: e is one more than the last one known.
//                     The higher e holds; of two equal ones the closing.
//   fails { n, e }    so many wrong passwords has the sender itself heard since lock number e.
//
// Each counts its own, and all add up: two members who hear a guess in the same moment have heard two.
import type { Control, SeatId } from '@whispernet/protocol';

/** What members tell each other of the door. */
export type DoorMessage = Control<'fails' | 'lock'>;

/** Who says something of the door. */
export interface DoorTeller {
  readonly seat: SeatId;
  /** Whether they were in the room before this member, who has begun with what was known by then. */
  readonly wasBefore: boolean;
}

export interface DoorRecord {
  /** Whether this member knows the door as those before it do. */
  readonly begun: boolean;
  readonly epoch: number;
  readonly closed: boolean;
  /** Wrong passwords that were known when this member came. */
  readonly before: number;
  /** Heard by this member. */
  readonly own: number;
  /** Heard by others; `from` of them are in `before` already. */
  readonly others: ReadonlyMap<SeatId, { readonly from: number; readonly n: number }>;
}

/** More at once than people ever do: somebody wants to have the last word for good. */
const MAX_EPOCHS_AHEAD = 1_000;

/** The record of a member who has just come, and has been told of so many; `begun` if it opened the room. */
export const recordFrom = (wrongPasswords: number, begun = false): DoorRecord => ({
  begun,
  epoch: 0,
  closed: false,
  before: wrongPasswords,
  own: 0,
  others: new Map(),
});

/** Wrong passwords at this door since it was last closed or opened. */
export const wrongIn = ({ before, own, others }: DoorRecord): number =>
  [...others.values()].reduce((sum, { from, n }) => sum + n - from, before + own);

/** This member has heard one more. */
export const afterWrongPassword = (record: DoorRecord): DoorRecord => ({
  ...record,
  own: record.own + 1,
});

/** This member has closed or opened the door. */
export const afterTurning = (record: DoorRecord, closed: boolean): DoorRecord => ({
  ...recordFrom(0, true),
  epoch: record.epoch + 1,
  closed,
});

/** Another member has said something; the same record where it says nothing new. */
export function afterHearing(
  record: DoorRecord,
  message: DoorMessage,
  teller: DoorTeller,
): DoorRecord {
  switch (message.t) {
    case 'lock':
      return afterLock(record, message, teller);
    case 'fails':
      return afterFails(record, message, teller);
    default:
      return message satisfies never;
  }
}

/** All that a member who has just come has to be told: what to begin with, then what adds to it. */
export const tellingOf = ({ epoch, closed, own }: DoorRecord): readonly DoorMessage[] => [
  { t: 'lock', on: closed, e: epoch },
  { t: 'fails', n: own, e: epoch },
];

function afterLock(
  record: DoorRecord,
  { on, e }: Control<'lock'>,
  { wasBefore }: DoorTeller,
): DoorRecord {
  // The first word of those who were here: what `before` counts was counted in this epoch.
  if (!record.begun && wasBefore) return { ...record, begun: true, epoch: e, closed: on };
  if (e > record.epoch + MAX_EPOCHS_AHEAD) return record;
  if (e === record.epoch) return on && !record.closed ? { ...record, closed: on } : record;
  if (e < record.epoch) return record;
  return { ...recordFrom(0, true), epoch: e, closed: on };
}

function afterFails(
  record: DoorRecord,
  { n, e }: Control<'fails'>,
  { seat, wasBefore }: DoorTeller,
): DoorRecord {
  if (e !== record.epoch) return record; // of a door that was closed or opened since
  const known = record.others.get(seat);
  const from = known?.from ?? (wasBefore && record.before > 0 ? n : 0);
  if (known !== undefined && n <= known.n) return record;
  return { ...record, others: new Map(record.others).set(seat, { from, n }) };
}
