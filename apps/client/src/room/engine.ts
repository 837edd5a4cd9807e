// What a stay in a room runs on: handshakes, connections, files, the way to the gateway. All of it
// weighs more than the start page, so that page does not wait for it: `loadEngine` fetches it.
export { receivedFolderId } from '@whispernet/crypto';
export { createRoom, joinRoom } from '@whispernet/room';
export { ReceivedFiles } from '../browser/received/received-files';
export { ROOM_PLATFORM } from '../browser/room-platform';
export { FileTaker } from './file-taker';
