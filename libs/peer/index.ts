export type {
  Behavior,
  Binding,
  LinkEnd,
  LinkRole,
  LinkState,
  LocalMedia,
  PeerLinkOptions,
  RemoteMedia,
  SealedPath,
} from './peer-link';
