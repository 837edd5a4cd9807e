export const invite = {
  region: 'Invite',
  title: 'Invite somebody',
  close: 'Close',
  copyingRefused:
    'This browser does not let the page copy. Select the link below and copy it by hand; it holds the password.',
  notDrawn:
    'The picture could not be drawn: a part of this page could not be loaded. Give them the link, or number and password.',
  picture: 'QR code of the invite link; it holds the password',
  /** Before the number. */
  number: 'Number to read aloud:',
  /** Before the password, or `hidden`. */
  password: 'Password to read aloud:',
  hidden: 'hidden',
  showPassword: 'Show password',
  /** Before the link. */
  link: 'Link:',
  /** Below the link, whose end is hidden. */
  linkHidden: '"Copy invite link" copies it with the password.',
  bothHoldPassword:
    'The picture and the link hold the password: whoever gets hold of either can come in. The number alone lets nobody in.',
  pictureHoldsPassword:
    'The picture holds the password: whoever photographs it can come in. The number alone lets nobody in.',
  hints: {
    gone: 'The gateway is gone: nobody can come in any more.',
    away: 'The gateway is away: nobody can come in now.',
    full: 'Room is full: somebody can come in as soon as somebody else leaves.',
    closed: 'The door is closed: somebody can come in as soon as you open the door.',
    thisMachine: 'This address works on this machine only.',
  },
};
