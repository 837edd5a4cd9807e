import type { Page } from 'playwright-core';

/** What a page has handed to its data channels since it was opened, in this tab. */
export interface Tapped {
  /** Bytes of files in DATA frames; what was sent twice counts twice. */
  readonly dataBytesSent: number;
  /** Frames on bulk channels, of any kind. */
  readonly bulkFramesSent: number;
  /** Messages on control channels, by their type. */
  readonly controlSent: Readonly<Record<string, number>>;
  /** Bytes of files that came in DATA frames. */
  readonly dataBytesReceived: number;
}

/** What `page` has counted, with `WIRE_TAP` as its `initScript`. */
export async function readTap(page: Page): Promise<Tapped> {
  return page.evaluate(() => (globalThis as unknown as { wireTap: Tapped }).wireTap);
}

/** Waits until the page has received so many bytes of files since it was opened. */
export async function untilReceived(page: Page, bytes: number): Promise<void> {
  await page.waitForFunction(
    (enough) => (globalThis as unknown as { wireTap: Tapped }).wireTap.dataBytesReceived >= enough,
    bytes,
  );
}

/**
 * Counts what goes into data channels and what comes out of them; changes nothing. A DATA frame of
 * `wn-bulk` begins with 01 and has 28 more bytes before those of the file. The counts outlive a
 * reload in the tab's own storage, where the page keeps nothing.
 */
export const WIRE_TAP = `{
  const HEADER = 29;
  const KEY = 'wire-tap';
  const tap = JSON.parse(sessionStorage.getItem(KEY)) ?? {
    dataBytesSent: 0, bulkFramesSent: 0, controlSent: {},
  };
  tap.dataBytesReceived = 0;
  globalThis.wireTap = tap;
  addEventListener('pagehide', () => sessionStorage.setItem(KEY, JSON.stringify(tap)));

  const fileBytes = (data) => {
    const bytes = data instanceof ArrayBuffer
      ? new Uint8Array(data)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return bytes[0] === 1 ? Math.max(0, bytes.length - HEADER) : 0;
  };
  const send = RTCDataChannel.prototype.send;
  RTCDataChannel.prototype.send = function (data) {
    send.call(this, data);
    if (this.label === 'wn-bulk') {
      tap.bulkFramesSent += 1;
      tap.dataBytesSent += fileBytes(data);
    } else if (typeof data === 'string') {
      const { t } = JSON.parse(data);
      tap.controlSent[t] = (tap.controlSent[t] ?? 0) + 1;
    }
  };
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (label, options) {
    const channel = create.call(this, label, options);
    if (label === 'wn-bulk') {
      channel.addEventListener('message', ({ data }) => {
        tap.dataBytesReceived += fileBytes(data);
      });
    }
    return channel;
  };
}`;
