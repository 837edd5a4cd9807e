// When the others send how much, as their public sources have it: message size, high water and low
// water of `bufferedAmount`, and what they wait for. Nothing else of them is here: no disk, no
// progress bar, no encoding of their own, so these are kinder to them than life.

/** The receiving side of a prepared transfer. */
export interface Receiver {
  /** The person has said yes. */
  begin(): void;
  /** How many bytes of the file have come. */
  bytes(): number;
  /** Why they cannot be trusted; undefined where all is well. */
  trouble?(): string | undefined;
}

export interface Loops {
  /** Sends until the page is closed. */
  send(channels: readonly RTCDataChannel[]): void;
  receive(channels: readonly RTCDataChannel[]): Receiver;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** 64 KiB between 256 KiB and 1 MiB on each channel, and nobody who paces it. */
export const plainLoops = watermarks({ message: 64 * KIB, high: MIB, low: 256 * KIB });

/** By name; each on one ordered channel of one connection. */
export const OTHERS: Readonly<Record<string, Loops>> = {
  warp: watermarks({ message: 256 * KIB, high: 8 * MIB, low: MIB }),
  webwormhole: watermarks({ message: 32 * KIB, high: MIB, low: 0 }),
  filesync: watermarks({ message: 16 * KIB, high: MIB, low: 256 * KIB }),
  mirotalk: watermarks({ message: 1024, high: 1, low: 0 }),
  filepizza: polling({ message: 16_300, high: 8 * MIB, againMs: 50 }), // PeerJS's own buffering
  pairdrop: stopAndWait({ message: 64_000, part: 1_000_000 }),
};

interface Watermarks {
  /** Bytes. */
  readonly message: number;
  readonly high: number;
  readonly low: number;
}

/** Sends until `high` bytes are buffered, goes on when there are `low`. */
function watermarks({ message, high, low }: Watermarks): Loops {
  return {
    send: (channels) => {
      for (const channel of channels) {
        const bytes = new Uint8Array(message);
        const fill = () => {
          while (channel.readyState === 'open' && channel.bufferedAmount < high)
            channel.send(bytes);
        };
        channel.bufferedAmountLowThreshold = low;
        channel.addEventListener('bufferedamountlow', fill);
        fill();
      }
    },
    receive: counting,
  };
}

/** Sends until `high` bytes are buffered, then looks again every so often. */
function polling(options: {
  readonly message: number;
  readonly high: number;
  readonly againMs: number;
}): Loops {
  return {
    send: (channels) => {
      for (const channel of channels) {
        const bytes = new Uint8Array(options.message);
        const fill = () => {
          while (channel.readyState === 'open' && channel.bufferedAmount <= options.high)
            channel.send(bytes);
          if (channel.readyState === 'open') setTimeout(fill, options.againMs);
        };
        fill();
      }
    },
    receive: counting,
  };
}

/** Sends a part, then nothing until the other side says that it has come. */
function stopAndWait(options: { readonly message: number; readonly part: number }): Loops {
  return {
    send: (channels) => {
      for (const channel of channels) {
        const sendPart = () => {
          for (let left = options.part; left > 0; left -= options.message)
            channel.send(new Uint8Array(Math.min(left, options.message)));
        };
        channel.addEventListener('message', sendPart);
        sendPart();
      }
    },
    receive: (channels) => {
      const receiver = counting(channels);
      let parts = 0;
      for (const channel of channels)
        channel.addEventListener('message', () => {
          if (receiver.bytes() < (parts + 1) * options.part) return;
          parts += 1;
          channel.send('part');
        });
      return receiver;
    },
  };
}

function counting(channels: readonly RTCDataChannel[]): Receiver {
  let bytes = 0;
  for (const channel of channels)
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) bytes += data.byteLength;
    });
  return { begin: () => undefined, bytes: () => bytes };
}
