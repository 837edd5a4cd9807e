// What a page tells others about where it can be reached, and what it hears of that, however it
// travels: taken down before it is sealed for the gateway and after it has been opened, on every
// data channel, and once more where the browser itself is told.
//
//   own addresses ─▶ SDP, candidates ─┬▶ encrypt ─▶ gateway ─▶ decrypt ─┬▶ addIceCandidate,
//                                     └▶ data channel ───▶ data channel ┘  setRemoteDescription
//        taken down here ───────────────▲                   ▲───────────────────▲ and here
import type { Person } from './person';

/** One page's part, so far. */
export interface Told {
  /** Texts that it gave away. */
  readonly told: readonly string[];
  /** Texts that reached it, and what it went on to tell its browser. */
  readonly heard: readonly string[];
  /** Each state that a connection of its came to. */
  readonly states: readonly string[];
}

/** A script for the page to run before its own. Changes nothing, keeps everything. */
export const KEEP_TOLD = `{
  const kept = (globalThis.keptTold = { told: [], heard: [], states: [] });
  const text = (data) => typeof data === 'string' ? data : new TextDecoder().decode(data);
  const before = (prototype, name, keep) => {
    const original = prototype[name];
    prototype[name] = function (...args) {
      keep(...args);
      return original.apply(this, args);
    };
  };

  before(SubtleCrypto.prototype, 'encrypt', (algorithm, key, data) => kept.told.push(text(data)));
  const decrypt = SubtleCrypto.prototype.decrypt;
  SubtleCrypto.prototype.decrypt = async function (...args) {
    const data = await decrypt.apply(this, args);
    kept.heard.push(text(data));
    return data;
  };

  const listen = (channel) => channel.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') kept.heard.push(data);
  });
  before(RTCDataChannel.prototype, 'send', (data) => {
    if (typeof data === 'string') kept.told.push(data);
  });
  const { createDataChannel } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    const channel = createDataChannel.apply(this, args);
    listen(channel);
    return channel;
  };

  before(RTCPeerConnection.prototype, 'addIceCandidate', (candidate) =>
    kept.heard.push(candidate?.candidate ?? ''));
  before(RTCPeerConnection.prototype, 'setRemoteDescription', ({ sdp }) => kept.heard.push(sdp));
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      for (const event of ['iceconnectionstatechange', 'connectionstatechange']) {
        this.addEventListener(event, () => {
          kept.states.push(this.iceConnectionState, this.connectionState);
        });
      }
    }
  };
}`;

/** What this person's page, which ran `KEEP_TOLD`, has told and heard so far. */
export function toldOn({ page }: Person): Promise<Told> {
  return page.evaluate(() => (globalThis as unknown as { readonly keptTold: Told }).keptTold);
}

/** An ICE candidate (RFC 8839, section 5.1), as far as it tells addresses. */
export interface ToldCandidate {
  readonly type: string;
  /** `address:port`. */
  readonly at: string;
  /** The same of the related address; empty where none is given. */
  readonly relatedTo: string;
}

/** Every candidate in the texts, each as often as it was told. */
export function candidatesIn(texts: readonly string[]): readonly ToldCandidate[] {
  return linesOf(texts).flatMap((line) =>
    [...line.matchAll(CANDIDATE)].map(({ groups = {} }) => {
      const { address = '', port = '', type = '', related, relatedPort = '' } = groups;
      return {
        type,
        at: `${address}:${port}`,
        relatedTo: related ? `${related}:${relatedPort}` : '',
      };
    }),
  );
}

/** Every address in the lines c=, o= and a=rtcp: of the descriptions in the texts. */
export function describedAddressesIn(texts: readonly string[]): readonly string[] {
  return linesOf(texts).flatMap(
    (line) => /^(?:c=|o=|a=rtcp:).*IN IP[46] (\S+)/.exec(line)?.[1] ?? [],
  );
}

const CANDIDATE =
  /candidate:\S+ \d+ \S+ \d+ (?<address>\S+) (?<port>\d+) typ (?<type>\w+)(?: raddr (?<related>\S+) rport (?<relatedPort>\d+))?/gi;

/** Lines of text, and those of descriptions that stand within JSON. */
function linesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/\\r\\n|\\n|\r\n|\n|"/));
}
