import type { NextFunction, Request, Response } from 'express';

/** What the page itself needs, and whatever else a browser could be talked into, closed. */
const PERMISSIONS = [
  ...['camera', 'microphone', 'display-capture', 'fullscreen', 'clipboard-write'],
  'screen-wake-lock',
]
  .map((feature) => `${feature}=(self)`)
  .concat(
    ['geolocation', 'usb', 'serial', 'hid', 'midi', 'payment', 'idle-detection'].map(
      (feature) => `${feature}=()`,
    ),
  )
  .join(', ');

const HEADERS = new Map([
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', PERMISSIONS],
]);

/** Express middleware: every response tells the browser how little it may do. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeaders(HEADERS);
  next();
}
