// Attacks by a gateway that knows the password: it is holder to Bob and joiner to Alice, shares
// keys with both, and reads each box before it seals it anew for the other.
//
//   Alice ⇄ FalseJoiner │ Mallory's gateway │ FalseHolder ⇄ Bob
import type { Opener, Sealer } from '@whispernet/crypto';
import { decodeSignal, encodeJson, relayKind, toBase64url } from '@whispernet/protocol';
import { FalseHolder, FalseJoiner, type Guess, bytesOf, randomBytes } from '../mallory';
import type { Asked, Attack, Script } from '../script';
import { together } from '../script';

/** What becomes of a signal's JSON between the two; several are sent one after the other. */
export type Change = (json: string) => readonly string[];

/** Sits between Alice and Bob with the right password, and changes each signal. */
export const sitsBetween =
  (guess: Guess, change: Change): Attack =>
  (gateway) => {
    const joiner = new FalseJoiner(gateway, guess);
    const holder = new FalseHolder(gateway, guess, () => {
      joiner.knock();
    });
    const relay = async ({ line, body, answer }: Asked<'relay'>) => {
      answer({ ok: true });
      const [withAlice, withBob] = await Promise.all([joiner.keys, holder.keys]);
      if (!withAlice || !withBob) throw new Error('the password was to be the right one');
      const isAlices = line === gateway.holder;
      const plain = await reopen(isAlices ? withAlice.opener : withBob.opener, body.blob);
      if (plain === undefined) return; // the gateway is Mallory's: this is a repeat of its own making
      for (const changed of change(plain)) {
        const blob = await reseal(isAlices ? withBob.sealer : withAlice.sealer, changed);
        if (isAlices) gateway.joiner.tell('relayed', { from: holder.seat, blob });
        else gateway.holder.tell('relayed', { from: joiner.seat, blob });
      }
    };
    return together(joiner.script, holder.script, { requests: { relay } } satisfies Script);
  };

/** Passes each signal on as it was. */
export const listens: Change = (json) => [json];

/** Names another certificate in each description. */
export const swapsFingerprints: Change = (json) => [
  json.replace(/(a=fingerprint:sha-256 )[0-9A-Fa-f:]+/g, `$1${aFingerprint()}`),
];

/** Tells each description twice, with two certificates. */
export const namesTwoCertificates: Change = (json) => {
  const signal = decodeSignal(new TextEncoder().encode(json));
  if (signal?.t !== 'sdp') return [];
  const again = JSON.stringify({ ...signal, n: signal.n + 1 });
  return [json, ...swapsFingerprints(again)];
};

/** Asks for a microphone and a camera before anything is proved. */
export const asksForMedia: Change = (json) => {
  const signal = decodeSignal(new TextEncoder().encode(json));
  if (signal?.t !== 'sdp') return [json];
  const sdp = `${signal.sdp}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\n`;
  return [JSON.stringify({ ...signal, sdp })];
};

function aFingerprint(): string {
  return Buffer.from(randomBytes(32)).toString('hex').toUpperCase().match(/../g)?.join(':') ?? '';
}

async function reopen(opener: Opener, blob: string): Promise<string | undefined> {
  const plain = await opener.open(bytesOf(blob).slice(1));
  return plain && new TextDecoder().decode(plain);
}

async function reseal(sealer: Sealer, json: string): Promise<string> {
  const signal = decodeSignal(new TextEncoder().encode(json));
  if (!signal) throw new Error('the changed signal is none');
  const box = await sealer.seal(encodeJson(signal));
  return toBase64url(Uint8Array.of(relayKind.sealed, ...box));
}
