import { number, plural } from './formats';

/** The number and the words are what `Suggest` has drawn, as people read them aloud. */
export const lobby = {
  name: 'whisperNet',
  claim: 'Just between you.',
  what: 'Agree on a room number and a password. Then talk, see each other and hand over files, straight from browser to browser.',
  promises: {
    sealed: 'Sealed from browser to browser',
    sealedMeaning:
      'What you say, show and send can be read by nobody in between, not by the server either.',
    nobody: 'No account, no cookie, no trace',
    nobodyMeaning: 'A name is optional. When the last one leaves, the room is gone.',
    whole: 'Files of any size, whole',
    wholeMeaning: 'Checked to the last byte, and taken up again where they broke off.',
  },
  privacy: 'What the server knows',
  left: 'You have left the room. Nothing of the room is left on this page.',
  unsaved: (count: number) => `Files that you did not save were deleted: ${number(count)}.`,

  waitingFiles: {
    waiting:
      'Unfinished files wait in this browser. Enter their room again, with the same number and password, and they go on. Entering another room deletes them.',
    delete: 'Delete them now',
    deleted: 'They are deleted. Nothing of them is left in this browser.',
  },

  start: 'Nothing agreed on yet? Take a number and five words, drawn by chance.',
  suggest: 'Suggest',
  suggested: (room: string) =>
    `Number ${room} and five words are filled in. The password is shown, so that you can read it aloud.`,
  suggestionImpossible:
    'The list of words could not be loaded. Check your connection and press "Suggest" again, or choose a number and a password yourself.',
  invited: (room: string) => `You are invited to room ${room}. Say who you are, then join.`,

  roomNumber: 'Room number',
  roomNumberHint: '4 to 12 digits, agreed on between you',
  roomNumberWrong: 'A room number has 4 to 12 digits.',
  /** Of an empty field, when it is asked for. */
  missing: {
    room: 'Type the number of the room: 4 to 12 digits.',
    newRoom: 'Choose 4 to 12 digits, or press "Suggest".',
    newPassword: 'Choose a password of at least 6 characters, or press "Suggest".',
  },
  readAloud: (what: string) => `Read aloud: ${what}`,
  password: 'Password',
  passwordHint: 'It never leaves this browser',
  showPassword: 'Show password',
  passwordWrong: {
    empty: 'Type the password that you have agreed on.',
    tooLong: 'This password is too long.',
    controlCharacter: 'This password holds an invisible character. Type it by hand.',
    tooShort: 'A new room needs a password of at least 6 characters.',
    roomNumber: 'The number of the room cannot be its password: everybody would try it first.',
    tooCommon: 'This is one of the passwords that everybody would try first. Choose another one.',
  },
  strength: {
    label: 'Password strength',
    weak: 'Weak',
    weakMeaning: (tries: number) =>
      `It could be guessed at the door within its ${number(tries)} tries.`,
    fair: 'Fair',
    fairMeaning: 'A stranger will hardly guess it, somebody who knows you might.',
    strong: 'Strong',
    strongMeaning: 'Hardly anybody will guess it, unless you use it elsewhere too.',
    generated: 'Strong',
    generatedMeaning: 'Hardly anybody will guess these words.',
  },
  yourName: 'Your name',
  yourNameHint: 'Optional; only the room sees it',

  options: 'Options',
  addressVisible: 'IP address visible',
  addressHidden: 'IP address hidden',
  roomSize: 'Room size',
  people: (count: number) => plural(count, { one: '# person', other: '# people' }),
  hideAddress: {
    label: 'Hide my IP address',
    visible: 'The people in your room can see your IP address.',
    none: 'Not available here: no relay is set up. The people in your room can see your IP address.',
    asking: 'The server is asked whether there is a relay to hide it behind.',
    unknown:
      'Not available now: the server could not be asked for a relay. The people in your room can see your IP address.',
    hidden:
      'Nobody in the room gets your IP address; whoever runs the relay sees it, but not what you send. It can be slower.',
    hiddenNone: 'No relay is set up here, and no room is entered while this is on.',
    hiddenAsking: 'Everything goes through the relay, or not at all.',
    hiddenUnknown:
      'The server could not be asked for a relay. Where there is none, no room is entered while this is on.',
    askAgain: 'Ask again',
  },

  devices: 'Camera and microphone',
  devicesMeaning: 'Only you see and hear this. In the room both are off until you turn them on.',

  create: 'Create room',
  createMeaning: 'You come first, then invite.',
  join: 'Join room',
  joinMeaning: 'Somebody is there already.',
  entering: 'Entering the room',
  creating: 'Creating…',
  joining: 'Joining…',
  creatingRoom: 'Creating the room…',
  joiningRoom: 'Joining the room…',
  slowDoor:
    'This door answers slowly. Where many wrong passwords were tried, everybody waits, half a minute at most.',
  pause: (seconds: number) =>
    `This page pauses: joining is possible again in ${number(seconds)} s. That slows this page only, so that you notice.`,
  cancel: 'Cancel',
};
