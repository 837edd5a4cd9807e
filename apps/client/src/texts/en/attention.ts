export const attention = {
  sounds: 'Sounds',
  aboutSounds:
    'When somebody comes; for messages, files and goodbyes only while this tab is in the background.',
  notifications: 'Notifications',
  /** By what the browser permits. */
  aboutNotifications: {
    default:
      'Tell me that something is new here while this tab is in the background. Your browser asks you first.',
    granted: 'They say that something is new while this tab is in the background, never what.',
    denied: 'This browser shows none of this site. Its settings for the site can change that.',
  },
  /** To whoever comes back to something new. */
  offer: 'Something new came while you were elsewhere. Shall this browser tell you next time?',
  accept: 'Tell me',
  decline: 'Not now',
  /** What the system shows: others may see it. */
  somethingNew: 'Something new in your room',
};
