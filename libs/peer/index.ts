export type { BulkChannel } from './bulk-channel';
export { LinkError } from './link-error';
export { RateAllowance } from './rate-allowance';
export {
  type Behavior,
  type Binding,
  type Certificates,
  type LinkEnd,
  type LinkRole,
  type LinkState,
  type LocalMedia,
  PeerLink,
  type PeerLinkOptions,
  type RemoteMedia,
  type SealedPath,
  type WebRtc,
  openLink,
} from './peer-link';
