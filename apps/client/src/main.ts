import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';
import { hasReceivedFiles } from './browser/received/has-received-files';
import { InviteInbox } from './lobby/invite-inbox';
import { trustOwnWorkers } from './trusted-types';

// First of all: the fragment may hold a password, and the router would keep it in its memory.
const invites = new InviteInbox(window);

trustOwnWorkers(window);

function report(error: unknown): void {
  console.error(error);
}

firstFrame()
  .then(() => bootstrapApplication(App, appConfig(invites)))
  .catch(report);

/** Until what index.html shows is seen, which the application then takes the place of; in the background nobody waits for that. */
async function firstFrame(): Promise<void> {
  const frame = () => new Promise(requestAnimationFrame);
  if (document.visibilityState === 'hidden') return;
  await frame(); // in which it is drawn
  await frame(); // and after which it is on the screen
}

// Files that an earlier page left behind, for instance because its browser crashed: when nothing more
// urgent is to be fetched.
addEventListener('load', () => {
  (async () => {
    if (!(await hasReceivedFiles())) return;
    const { sweepReceivedFiles } = await import('./browser/received/received-files');
    await sweepReceivedFiles();
  })().catch(report);
});
