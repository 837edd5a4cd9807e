// A door beside the front door, for those who stand outside of a room yet: what a page needs before it
// has entered one. A bundler that meets only this leaves the room itself for later.
export { MOST_WRONG_PASSWORDS } from './guess-budget';
export { PasswordTries } from './password-tries';
export { RoomError } from './room-error';
