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

  /** What arrives, by the descriptions that both sides have agreed on. */
  remote(): RemoteMedia {
    const arriving = (device: Device) => {
      const line = this.#lines.get(device);
      const receives =
        line?.currentDirection === 'sendrecv' || line?.currentDirection === 'recvonly';
      return receives ? line.receiver.track : undefined;
    };
    return { microphone: arriving('microphone'), camera: arriving('camera') };
  }

  #apply(): void {
    for (const [device, line] of this.#lines) {
      if (line.currentDirection === 'stopped') continue; // the peer has refused the line
      const track = this.#wanted[device] ?? null;
      // First the track, which takes effect at once; that the line now rests needs the peer's answer.
      if (line.sender.track !== track) void line.sender.replaceTrack(track);
      const direction = track === null ? 'recvonly' : 'sendrecv';
      if (line.direction !== direction) line.direction = direction;
    }
  }
}
