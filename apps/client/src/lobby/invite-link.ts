import { RoomNumber } from '@whispernet/protocol/ids';
import { safeParse } from 'valibot';

/** What an invite link carries behind its `#`, which browsers do not send to any server. */
export interface Invite {
  readonly room: string;
  readonly password: string;
}

/** The link that fills the start page: `<origin>/#<room number>/<password, percent-encoded>`. */
export function inviteLink(origin: string, { room, password }: Invite): string {
  return `${origin}/#${room}/${encodeURIComponent(password)}`;
}

/** The invite in a location's hash; undefined where it is none. */
export function parseInvite(hash: string): Invite | undefined {
  const [, number = '', encoded = ''] = /^#([^/]*)\/(.+)$/su.exec(hash) ?? [];
  const room = roomNumberFrom(number);
  const password = percentDecoded(encoded);
  return room === undefined || password === undefined ? undefined : { room, password };
}

/** A number as people write it, with spaces, dots or dashes between its groups; undefined where it is none. */
export function roomNumberFrom(typed: string): RoomNumber | undefined {
  const result = safeParse(RoomNumber, typed.replace(/[\s.\p{Dash_Punctuation}]/gu, ''));
  return result.success ? result.output : undefined;
}

/** A number in groups of three, as people read it aloud: 482-193-067; no digit is left alone. */
export function readableRoomNumber(room: RoomNumber): string {
  return room.replace(/(\d{3})(?=\d{2})/g, '$1-');
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined;
  } catch (error) {
    // A link that was cut or retyped: a lone % is no encoding.
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
