import type { LinkEnd } from './link-state';

/** Why something asked of a link cannot be had; `code` says how the link, or this connection, ended. */
export class LinkError extends Error {
  override readonly name = 'LinkError';

  constructor(
    readonly code: LinkEnd,
    options?: ErrorOptions,
  ) {
    super(`the link has ended: ${code}`, options);
  }
}
