import type { PageMessage } from '../bench-page.ts';

type BareMessage = Omit<Extract<PageMessage, { readonly t: 'bare' }>, 't'>;

/** Connections of one channel each with nothing of ours around them: what the other products have. */
export class BareConnections {
  readonly #tell: (message: BareMessage) => void;
  readonly #connections: RTCPeerConnection[] = [];
  /** Signals of one connection are applied in order. */
  readonly #signals: Promise<void>[] = [];

  constructor(tell: (message: BareMessage) => void) {
    this.#tell = tell;
  }

  /** Resolves when all channels are open. Both sides have to ask for the same. */
  async open(side: 'send' | 'receive', count: number, ordered: boolean): Promise<RTCDataChannel[]> {
    const channels = Array.from({ length: count }, (_, at) => {
      const connection = this.#connection(at);
      return connection.createDataChannel('bare', { negotiated: true, id: 0, ordered });
    });
    for (const channel of channels) channel.binaryType = 'arraybuffer';
    const opened = channels.map(
      (channel) =>
        new Promise((resolve) => {
          channel.addEventListener('open', resolve);
        }),
    );
    if (side === 'send')
      for (const [at, connection] of this.#connections.entries()) {
        await connection.setLocalDescription();
        this.#tell({ at, description: connection.localDescription?.toJSON() });
      }
    await Promise.all(opened);
    return channels;
  }

  async hear({ at, description, candidate }: BareMessage): Promise<void> {
    const before = this.#signals[at];
    this.#signals[at] = (async () => {
      await before;
      const connection = this.#connection(at);
      // Both come from the other page as its browser made them.
      if (candidate !== undefined) await connection.addIceCandidate(candidate);
      if (description === undefined) return;
      const { type, sdp } = description as RTCSessionDescription;
      await connection.setRemoteDescription({ type, sdp });
      if (type !== 'offer') return;
      await connection.setLocalDescription();
      this.#tell({ at, description: connection.localDescription?.toJSON() });
    })();
    await this.#signals[at];
  }

  #connection(at: number): RTCPeerConnection {
    const existing = this.#connections[at];
    if (existing) return existing;
    const connection = new RTCPeerConnection();
    this.#connections[at] = connection;
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) this.#tell({ at, candidate: candidate.toJSON() });
    });
    return connection;
  }
}
