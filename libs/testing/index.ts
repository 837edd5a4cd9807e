export { FakeClock, settled } from './fake-clock';
export { FakeDataChannel } from './fake-data-channel';
export { FakeTrack, fakeTrack } from './fake-media';
export { FakeNetwork, installFakeWebRtc } from './fake-network';
export { FakePeerConnection } from './fake-peer-connection';
