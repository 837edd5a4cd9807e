export type { BulkChannel } from './bulk-channel';
export type { CallDetails, PictureDetails } from './call-details';
export type { CallQuality } from './call-quality';
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
export type { PeerLinkOptions, WebRtc } from './link-options';
export { PeerLink, openLink } from './peer-link';
export type { SendQuality } from './send-quality';
