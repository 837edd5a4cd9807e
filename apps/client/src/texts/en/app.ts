export const app = {
  titles: {
    start: 'whisperNet',
    privacy: 'What the server knows – whisperNet',
  },
  build: 'Build',
  theme: 'Theme',
  themeSystem: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  language: 'Language',
  languageOutOfReach:
    'This language could not be loaded. Check your internet connection, then choose it again.',
  installApp: 'Install on this device',
  removeApp: 'Remove from this device',
  installing: 'Keeping every file of this version…',
  installed: 'It opens without a network, and changes only when you say so.',
  notInstalled:
    'Not installed: the server could not be reached, or its files are not what it says they are. Try again.',
  newVersion: 'A new version is there.',
  newVersionMeans: (build: string) => `Build ${build}. This page stays as it is until you update.`,
  updateNow: 'Update now',
  later: 'Later',
  updating: 'Keeping every file of the new version…',
  notUpdated:
    'Not updated: the server could not be reached, or its files are not what it says they are. This page stays as it is.',
  offline: 'You are offline.',
  offlineMeans:
    'This page is here, but two people meet through its server. Connect to a network, then create or join a room.',
};
