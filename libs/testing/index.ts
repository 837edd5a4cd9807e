export { FakeByteChannel, type FakeByteChannelOptions } from './fake-byte-channel';
