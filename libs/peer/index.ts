export type { BulkChannel } from './bulk-channel';
export { LinkError } from './link-error';
export { RateAllowance } from './rate-allowance';
export type {
  Behavior,
  Binding,
  Certificates,
  LinkEnd,
  LinkRole,
  LinkState,
  LocalMedia,
  RemoteMedia,
  SealedPath,
} from './link-state';
export { PeerLink, type PeerLinkOptions, type WebRtc, openLink } from './peer-link';
