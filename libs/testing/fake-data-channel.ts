/** An RTCDataChannel whose messages arrive at its other end one microtask each, in order. */
export class FakeDataChannel extends EventTarget {
  readonly negotiated: boolean;
  readonly id: number;
  readonly ordered: boolean;
  binaryType: BinaryType = 'arraybuffer';
  bufferedAmountLowThreshold = 0;
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  /** Holds what is sent, as a path does that is interrupted or slow. */
  held = false;

  #other: FakeDataChannel | undefined;
  #queue: (string | ArrayBuffer)[] = [];
  #delivery: Promise<void> | undefined;

  constructor(
    readonly label: string,
    options: RTCDataChannelInit = {},
  ) {
    super();
    this.negotiated = options.negotiated ?? false;
    this.id = options.id ?? 1023;
    this.ordered = options.ordered ?? true;
  }

  send(message: string | ArrayBuffer | ArrayBufferView): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    const copy = typeof message === 'string' ? message : copyOf(message);
    this.#queue.push(copy);
    this.bufferedAmount += sizeOf(copy);
    void this.deliver();
  }

  /** Sends what is queued, then closes both ends. */
  close(): void {
    if (this.readyState === 'closed' || this.readyState === 'closing') return;
    this.readyState = 'closing';
    void this.deliver().then(() => {
      this.cut();
    });
  }

  /** Joins two ends; each opens in its own microtask. */
  join(other: FakeDataChannel): void {
    if (this.#other !== undefined) return;
    this.#other = other;
    other.join(this);
    this.readyState = 'open';
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }

  /** Closes both ends, queued or not, as a connection does that is closed. */
  cut(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.#queue = [];
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
    this.#other?.cut();
  }

  /** Delivers what is queued, unless it is held; resolves when nothing is left to do. */
  deliver(): Promise<void> {
    this.#delivery ??= this.#deliverEach().finally(() => (this.#delivery = undefined));
    return this.#delivery;
  }

  async #deliverEach(): Promise<void> {
    await Promise.resolve();
    for (let next; !this.held && (next = this.#queue.shift()) !== undefined;) {
      const before = this.bufferedAmount;
      this.bufferedAmount -= sizeOf(next);
      this.#other?.dispatchEvent(new MessageEvent('message', { data: next }));
      const threshold = this.bufferedAmountLowThreshold;
      if (before > threshold && this.bufferedAmount <= threshold)
        this.dispatchEvent(new Event('bufferedamountlow'));
      await Promise.resolve();
    }
  }
}

function copyOf(message: ArrayBuffer | ArrayBufferView): ArrayBuffer {
  return message instanceof ArrayBuffer
    ? message.slice(0)
    : new Uint8Array(message.buffer, message.byteOffset, message.byteLength).slice().buffer;
}

function sizeOf(message: string | ArrayBuffer): number {
  return typeof message === 'string'
    ? new TextEncoder().encode(message).length
    : message.byteLength;
}
