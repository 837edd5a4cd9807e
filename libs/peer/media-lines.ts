// Which line of the main connection carries what. Once bound, A lays four lines, both ways, and they
// stay as they are; what a line is for follows from its kind and its place among those of its kind:
//
//   audio 1  microphone     audio 2  what sounds on the screen that is shared
//   video 1  camera         video 2  the screen
//
// A device, or a screen, goes on or off by its track, and the control message `media` says so:
// nothing is negotiated. (Switching by the lines' directions was tried: Chromium 153 crashes on quick
// toggles, and now and then decodes a camera without ever showing it.) `media` names the screen's line
// by its mid; a line beyond the four is refused.
import type { Control } from '@whispernet/protocol';
import type { LinkRole, LocalMedia, RemoteMedia } from './link-state';
import { type Encoding, NO_LIMIT, encodingOf, isSameEncoding } from './send-quality';

export const NO_MEDIA = { microphone: undefined, camera: undefined } as const satisfies LocalMedia;

const kinds = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenSound: 'audio',
} as const;
/** In the order in which they are laid. */
const purposes = ['microphone', 'camera', 'screen', 'screenSound'] as const;
type Purpose = (typeof purposes)[number];

const NOTHING_SAID: Control<'media'> = { t: 'media', mic: false, cam: false, screen: null };

export class MediaLines {
  readonly #lines = new Map<Purpose, RTCRtpTransceiver>();
  readonly #asked = new Map<Purpose, MediaStreamTrack | null>();
  readonly #encodings = new Map<Purpose, Encoding>();
  /** Each change of parameters begins when the one before it is done. */
  #encoded: Promise<unknown> = Promise.resolve();
  #wanted: LocalMedia = NO_MEDIA;
  #holdsPicture = false;
  #said = NOTHING_SAID;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly role: LinkRole,
  ) {}

  /** To be called once the connection is bound. */
  lay(): void {
    if (this.role !== 'A') return;
    for (const purpose of purposes)
      this.#lines.set(
        purpose,
        this.connection.addTransceiver(kinds[purpose], { direction: 'sendrecv' }),
      );
  }

  /** What is sent from now on. Off works at once, on as soon as both have agreed on the lines. */
  publish(media: LocalMedia): void {
    this.#wanted = media;
    this.apply();
  }

  /** Whether the camera's picture stays here although it is published. */
  holdPicture(holds: boolean): void {
    this.#holdsPicture = holds;
    this.apply();
  }

  /** Notes what the peer says of its devices. */
  hear(said: Control<'media'>): void {
    this.#said = said;
  }

  /** Between the peer's offer and our answer: takes up the lines that it has laid. */
  prepareAnswer(): void {
    const own = new Set(this.#lines.values());
    for (const line of this.connection.getTransceivers()) {
      if (own.has(line) || line.currentDirection === 'stopped') continue;
      const purpose = purposes.find(
        (each) => kinds[each] === line.receiver.track.kind && !this.#lines.has(each),
      );
      if (this.role === 'B' && purpose !== undefined) {
        this.#lines.set(purpose, line);
        line.direction = 'sendrecv';
      } else line.stop();
    }
  }

  /** Whether both have agreed on any of the lines, so that it is known what arrives. */
  get areAgreed(): boolean {
    return [...this.#lines.values()].some(({ currentDirection }) => currentDirection !== null);
  }

  /** The name of a line, once both have agreed on it. */
  midOf(purpose: 'camera' | 'screen'): string | null {
    const line = this.#lines.get(purpose);
    return line && line.currentDirection !== null ? line.mid : null;
  }

  /** What arrives: what both have agreed on and the peer says is on. */
  remote(): RemoteMedia {
    const { mic, cam, screen } = this.#said;
    const arriving = (purpose: Purpose, isOn: boolean) => {
      const line = this.#lines.get(purpose);
      const receives =
        line?.currentDirection === 'sendrecv' || line?.currentDirection === 'recvonly';
      return receives && isOn ? line.receiver.track : undefined;
    };
    const isShared = screen !== null && screen === this.midOf('screen');
    return {
      microphone: arriving('microphone', mic),
      camera: arriving('camera', cam),
      screen: arriving('screen', isShared),
      screenSound: arriving('screenSound', isShared),
    };
  }

  /** Gives the lines their tracks; to be called whenever both have agreed on a description. */
  apply(): void {
    for (const [purpose, line] of this.#lines) {
      const sends = line.currentDirection === 'sendrecv' || line.currentDirection === 'sendonly';
      const track = sends ? (this.#trackFor(purpose) ?? null) : null;
      // `sender.track` changes later: what was asked for last is what counts.
      if ((this.#asked.get(purpose) ?? null) !== track) {
        this.#asked.set(purpose, track);
        line.sender.replaceTrack(track).catch(unlessClosed);
      }
      if (sends && kinds[purpose] === 'video') this.#encode(purpose, line.sender);
    }
  }

  #trackFor(purpose: Purpose): MediaStreamTrack | undefined {
    const { microphone, camera, screen, screenSound } = this.#wanted;
    switch (purpose) {
      case 'microphone':
        return microphone;
      case 'camera':
        return this.#holdsPicture ? undefined : camera;
      case 'screen':
        return screen;
      case 'screenSound':
        return screen && screenSound; // nobody is told of a sound without its screen
    }
  }

  #encode(purpose: Purpose, sender: RTCRtpSender): void {
    const { quality, audience } = this.#wanted;
    const encoding = encodingOf(purpose === 'screen' ? 'screen' : 'camera', quality, audience);
    if (isSameEncoding(this.#encodings.get(purpose) ?? NO_LIMIT, encoding)) return;
    this.#encodings.set(purpose, encoding);
    this.#encoded = this.#encoded.then(() => limit(sender, encoding)).catch(unlessClosed);
  }
}

/** Parameters are read and written back in one go: browsers refuse those that are out of date. */
async function limit(sender: RTCRtpSender, encoding: Encoding): Promise<void> {
  const parameters = sender.getParameters();
  const [only] = parameters.encodings; // none where the browser has not made any yet
  if (only === undefined) return;
  const { maxBitrate, maxFramerate, scaleResolutionDownBy } = encoding;
  delete only.maxBitrate;
  delete only.maxFramerate;
  Object.assign(only, { scaleResolutionDownBy }, maxBitrate && { maxBitrate });
  Object.assign(only, maxFramerate && { maxFramerate });
  await sender.setParameters(parameters);
}

/** The connection was closed before the sender was changed: nothing is sent any more. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
}
