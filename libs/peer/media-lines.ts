// Which line of the main connection carries what. Once bound, A lays two lines, audio then video,
// both ways, and they stay as they are: the first audio line is the microphone, the first video line
// the camera, in each direction. A device goes on or off by its track, and the control message
// `media` says so: nothing is negotiated. (Switching by the lines' directions was tried: Chromium
// 153 crashes on quick toggles, and now and then decodes a camera without ever showing it.)
// Any further video line will be a screen, which `media` names by its mid; a line that nobody has
// named is refused.
import type { Control } from '@whispernet/protocol';
import type { LinkRole, LocalMedia, RemoteMedia } from './link-state';

export const NO_MEDIA = { microphone: undefined, camera: undefined } as const satisfies LocalMedia;

const kinds = { microphone: 'audio', camera: 'video' } as const;
const devices = ['microphone', 'camera'] as const;
type Device = (typeof devices)[number];

export class MediaLines {
  readonly #lines = new Map<Device, RTCRtpTransceiver>();
  readonly #asked = new Map<Device, MediaStreamTrack | null>();
  #wanted: LocalMedia = NO_MEDIA;
  #said: Readonly<Record<Device, boolean>> = { microphone: false, camera: false };

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly role: LinkRole,
  ) {}

  /** To be called once the connection is bound. */
  lay(): void {
    if (this.role !== 'A') return;
    for (const device of devices)
      this.#lines.set(
        device,
        this.connection.addTransceiver(kinds[device], { direction: 'sendrecv' }),
      );
  }

  /** What is sent from now on. Off works at once, on as soon as both have agreed on the lines. */
  publish(media: LocalMedia): void {
    this.#wanted = media;
    this.apply();
  }

  /** Notes what the peer says of its devices. */
  hear({ mic, cam }: Control<'media'>): void {
    this.#said = { microphone: mic, camera: cam };
  }

  /** Between the peer's offer and our answer: takes up the lines that it has laid. */
  prepareAnswer(): void {
    const own = new Set(this.#lines.values());
    for (const line of this.connection.getTransceivers()) {
      if (own.has(line) || line.currentDirection === 'stopped') continue;
      const device = devices.find((each) => kinds[each] === line.receiver.track.kind);
      if (this.role === 'B' && device !== undefined && !this.#lines.has(device)) {
        this.#lines.set(device, line);
        line.direction = 'sendrecv';
      } else line.stop();
    }
  }

  /** Whether both have agreed on any of the lines, so that it is known what arrives. */
  get areAgreed(): boolean {
    return [...this.#lines.values()].some(({ currentDirection }) => currentDirection !== null);
  }

  /** What arrives: what both have agreed on and the peer says is on. */
  remote(): RemoteMedia {
    const arriving = (device: Device) => {
      const line = this.#lines.get(device);
      const receives =
        line?.currentDirection === 'sendrecv' || line?.currentDirection === 'recvonly';
      return receives && this.#said[device] ? line.receiver.track : undefined;
    };
    return { microphone: arriving('microphone'), camera: arriving('camera') };
  }

  /** Gives the lines their tracks; to be called whenever both have agreed on a description. */
  apply(): void {
    for (const [device, line] of this.#lines) {
      const sends = line.currentDirection === 'sendrecv' || line.currentDirection === 'sendonly';
      const track = sends ? (this.#wanted[device] ?? null) : null;
      // `sender.track` changes later: what was asked for last is what counts.
      if ((this.#asked.get(device) ?? null) === track) continue;
      this.#asked.set(device, track);
      line.sender.replaceTrack(track).catch(unlessClosed);
    }
  }
}

/** The connection was closed before the track was replaced: nothing is sent any more. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
}
