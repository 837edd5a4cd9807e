import type { RoomTransfer } from '@whispernet/room';
import type { ActiveRoom } from '../active-room';
import { type FakeRoom, transfer } from '../fake-room';

/** A file of bob's, if `from` says nothing else, that was accepted and is all there, in this browser's storage. */
export async function receive(
  room: FakeRoom,
  active: ActiveRoom,
  name: string,
  content: BlobPart,
  from?: Pick<RoomTransfer, 'peer' | 'peerName'>,
): Promise<RoomTransfer> {
  withoutPicker();
  const file = new Blob([content]);
  const offer = transfer({ name, size: file.size, ...from });
  room.transfers$.next([...room.transfers$.value, offer]);
  await active.accept(offer);
  const sink = room.sinks.get(offer.id);
  const bytes = new Uint8Array(await file.arrayBuffer());
  await sink?.write(0, bytes, new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  await sink?.close();
  const done: RoomTransfer = { ...offer, state: { phase: 'done' } };
  room.transfers$.next(room.transfers$.value.map((each) => (each.id === offer.id ? done : each)));
  return done;
}

/** As in browsers without a dialog that asks where to save. */
export function withoutPicker(): void {
  for (const name of ['showSaveFilePicker', 'showDirectoryPicker'])
    Reflect.deleteProperty(window, name);
}
