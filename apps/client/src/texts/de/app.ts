import type { AllTexts } from '../translation';

export const app: AllTexts['app'] = {
  titles: {
    start: 'whisperNet',
    privacy: 'Was der Server weiß – whisperNet',
  },
  build: 'Build',
  theme: 'Design',
  themeSystem: 'Wie das System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  language: 'Sprache',
  languageOutOfReach:
    'Diese Sprache ließ sich nicht laden. Prüfe deine Internetverbindung und wähle sie dann noch einmal.',
  installApp: 'Auf diesem Gerät installieren',
  removeApp: 'Von diesem Gerät entfernen',
  installing: 'Jede Datei dieser Version wird hier abgelegt…',
  installed: 'Es öffnet sich ohne Netz und ändert sich nur, wenn du es sagst.',
  notInstalled:
    'Nicht installiert: Der Server war nicht zu erreichen, oder seine Dateien sind nicht, was er von ihnen sagt. Versuche es noch einmal.',
  newVersion: 'Eine neue Version ist da.',
  newVersionMeans: (build) =>
    `Build ${build}. Diese Seite bleibt, wie sie ist, bis du aktualisierst.`,
  updateNow: 'Jetzt aktualisieren',
  later: 'Später',
  updating: 'Jede Datei der neuen Version wird hier abgelegt…',
  notUpdated:
    'Nicht aktualisiert: Der Server war nicht zu erreichen, oder seine Dateien sind nicht, was er von ihnen sagt. Diese Seite bleibt, wie sie ist.',
  offline: 'Du bist offline.',
  offlineMeans:
    'Diese Seite ist da, aber zwei Leute treffen sich über ihren Server. Verbinde dich mit einem Netz, dann erstelle oder betritt einen Raum.',
};
