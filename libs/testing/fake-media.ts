/** A MediaStreamTrack that is only itself: kind, identity, and whether it has been stopped. */
export class FakeTrack extends EventTarget {
  readonly id = crypto.randomUUID();
  readyState: MediaStreamTrackState = 'live';
  enabled = true;
  readonly muted = false;

  constructor(readonly kind: 'audio' | 'video') {
    super();
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

/** A new track as the browser's type, which it covers as far as a link looks. */
export const fakeTrack = (kind: 'audio' | 'video'): MediaStreamTrack =>
  new FakeTrack(kind) as unknown as MediaStreamTrack;

export type Direction = 'inactive' | 'recvonly' | 'sendonly' | 'sendrecv' | 'stopped';

/** What a sender makes of its track (webrtc-pc, 5.2). */
export interface FakeParameters {
  readonly encodings: readonly Readonly<Record<string, unknown>>[];
}

export class FakeTransceiver {
  mid: string | null = null;
  currentDirection: Direction | null = null;
  readonly receiver: { readonly track: FakeTrack };
  readonly sender = {
    track: null as unknown,
    replaceTrack: (track: unknown): Promise<void> => {
      this.sender.track = track;
      return Promise.resolve();
    },
    getParameters: () => structuredClone(this.sender.parameters),
    setParameters: (parameters: FakeParameters): Promise<void> => {
      this.sender.parameters = parameters;
      return Promise.resolve();
    },
    parameters: { encodings: [{ active: true }] } as FakeParameters,
  };
  #direction: Direction;
  #said: Direction | undefined;

  constructor(
    readonly kind: 'audio' | 'video',
    direction: Direction,
    private readonly changed: () => void,
  ) {
    this.receiver = { track: new FakeTrack(kind) };
    this.#direction = direction;
  }

  get direction(): Direction {
    return this.#direction;
  }

  set direction(direction: Direction) {
    if (this.#direction === 'stopped') throw new DOMException('stopped', 'InvalidStateError');
    this.#direction = direction;
    this.changed();
  }

  stop(): void {
    this.#direction = 'stopped';
    this.changed();
  }

  /** Whether something else is wanted now than what was said when both last agreed. */
  get needsNegotiation(): boolean {
    return this.#direction !== this.#said;
  }

  /** Both have agreed: this side had said `said`, and `current` came of it. */
  agree(said: Direction, current: Direction): void {
    this.#said = said;
    this.currentDirection = current;
  }
}
