export type { Binding } from './binding';
export {
  type CpaceAnswer,
  HandshakeError,
  type HolderRun,
  type JoinerRun,
  type Party,
  type Run,
  type SessionKeys,
  startHolder,
  startJoiner,
} from './handshake';
export { PasswordError, type PasswordProblem, canonicalPassword } from './password';
export { receivedFolderId } from './received-folder-id';
export { type RoomPassword, deriveRoomSecret } from './room-secret';
export type { Certificates, SafetyCode, SafetyCodes } from './safety-code';
export type { Opener, Sealer } from './sealed-box';
