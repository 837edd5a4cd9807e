import * as v from 'valibot';
import { binary, toBase64url } from './base64url';

/** 4 to 12 digits: the place to meet. Not a secret. */
export const RoomNumber = v.pipe(v.string(), v.regex(/^\d{4,12}$/), v.brand('RoomNumber'));
export type RoomNumber = v.InferOutput<typeof RoomNumber>;

/** A seat in a room, 16 random bytes drawn by the gateway; to a client also the id of the member in it. */
export const SeatId = v.pipe(binary(16), v.brand('SeatId'));
export type SeatId = v.InferOutput<typeof SeatId>;

/** One knock at one door, 16 random bytes drawn by the gateway. */
export const KnockId = v.pipe(binary(16), v.brand('KnockId'));
export type KnockId = v.InferOutput<typeof KnockId>;

/** One message, 16 random bytes drawn by its author. */
export const MessageId = v.pipe(binary(16), v.brand('MessageId'));
export type MessageId = v.InferOutput<typeof MessageId>;

/** One file on its way, 16 random bytes drawn by its sender. */
export const TransferId = v.pipe(binary(16), v.brand('TransferId'));
export type TransferId = v.InferOutput<typeof TransferId>;

/** A fresh id: `newId(MessageId)`. */
export function newId<Id extends v.GenericSchema<string, string>>(schema: Id): v.InferOutput<Id> {
  return v.parse(schema, toBase64url(crypto.getRandomValues(new Uint8Array(16))));
}
