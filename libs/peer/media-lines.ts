// Which line of the main connection carries what. Once bound, A lays two lines, audio then video,
// and both sides use them: the first audio line is the microphone, the first video line the
// camera, in each direction. A device goes on or off by its direction (and so by a description),
// never by a new line. Any further video line will be a screen, which the control message `media`
// names by its mid; a line that nobody has named is refused.
import type { LinkRole, LocalMedia, RemoteMedia } from './peer-link';

export const NO_MEDIA = { microphone: undefined, camera: undefined } as const satisfies LocalMedia;

const kinds = { microphone: 'audio', camera: 'video' } as const;
const devices = ['microphone', 'camera'] as const;
type Device = (typeof devices)[number];

export class MediaLines {
  readonly #lines = new Map<Device, RTCRtpTransceiver>();
  #wanted: LocalMedia = NO_MEDIA;

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
        this.connection.addTransceiver(kinds[device], { direction: 'recvonly' }),
      );
    this.#apply();
  }

  publish(media: LocalMedia): void {
    this.#wanted = media;
    this.#apply();
  }

  /** Between the peer's offer and our answer: takes up the lines that it has laid. */
  prepareAnswer(): void {
    const own = new Set(this.#lines.values());
    for (const line of this.connection.getTransceivers()) {
      if (own.has(line) || line.currentDirection === 'stopped') continue;
      const device = devices.find((each) => kinds[each] === line.receiver.track.kind);
      if (this.role === 'B' && device !== undefined && !this.#lines.has(device))
        this.#lines.set(device, line);
      else line.stop();
    }
    this.#apply();
  }

  /** To be called whenever both have agreed on a description. Gives what arrives by it. */
  agreed(): RemoteMedia {
    this.#apply();
    const arriving = (device: Device) => {
      const line = this.#lines.get(device);
      const receives =
        line?.currentDirection === 'sendrecv' || line?.currentDirection === 'recvonly';
      return receives ? line.receiver.track : undefined;
    };
    return { microphone: arriving('microphone'), camera: arriving('camera') };
  }

  /** Brings the lines a step nearer to what is wanted; the rest follows when this is agreed on. */
  #apply(): void {
    for (const [device, line] of this.#lines) {
      if (line.currentDirection === 'stopped') continue; // the peer has refused the line
      const track = this.#wanted[device];
      // Off works at once, whatever the peer answers.
      if (track === undefined && line.sender.track !== null) void line.sender.replaceTrack(null);
      const says = sends(line.direction);
      // One change at a time: Chromium (153) crashes the page when a sender is given a track while
      // its line is about to stop sending ("Check failed: source == nullptr").
      if (says !== sends(line.currentDirection)) continue;
      if (says !== (track !== undefined)) line.direction = says ? 'recvonly' : 'sendrecv';
      else if (track !== undefined && line.sender.track !== track && this.#stable)
        void line.sender.replaceTrack(track);
    }
  }

  get #stable(): boolean {
    return this.connection.signalingState === 'stable';
  }
}

function sends(direction: RTCRtpTransceiverDirection | null): boolean {
  return direction === 'sendrecv' || direction === 'sendonly';
}
