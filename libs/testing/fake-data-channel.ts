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
  #delivering = false;

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
    this.deliver();
  }

  /** Sends what is queued, then closes both ends. */
  close(): void {
    if (this.readyState === 'closed' || this.readyState === 'closing') return;
    this.readyState = 'closing';
    this.deliver();
  }

  /** Joins two ends; each opens in its own microtask. */
  join(other: FakeDataChannel): void {
    if (this.#other !== undefined) return;
    this.#other = other;
    other.join(this);
    this.readyState = 'open';
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }

  /**
   * Closes both ends, queued or not, as a connection does that is closed. Where no packet gets
   * through the other end hears nothing of it.
   */
  cut(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.#queue = [];
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
    if (!this.held) this.#other?.cut();
  }

  /** Delivers what is queued, unless it is held. */
  deliver(): void {
    if (this.#delivering || this.held) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      if (this.readyState === 'closing') this.cut();
      return;
    }
    this.#delivering = true;
    queueMicrotask(() => {
      this.#delivering = false;
      if (this.readyState !== 'closed') this.#hand(next);
      this.deliver();
    });
  }

  #hand(message: string | ArrayBuffer): void {
    const before = this.bufferedAmount;
    this.bufferedAmount -= sizeOf(message);
    this.#other?.dispatchEvent(new MessageEvent('message', { data: message }));
    const threshold = this.bufferedAmountLowThreshold;
    if (before > threshold && this.bufferedAmount <= threshold)
      this.dispatchEvent(new Event('bufferedamountlow'));
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
