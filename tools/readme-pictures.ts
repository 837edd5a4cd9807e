// Takes the pictures of the README again: two people in two browsers, the built client behind the
// built gateway, in a conversation of our own making.
//
//   npm run nx -- run tools:readme-pictures      writes docs/*.png
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { findBrowser } from './browser.ts';
import { BUILT_CLIENT } from './manifest.ts';
import { PORTRAITS, drawnCamera } from './drawn-camera.ts';

const FOLDER = 'docs';

const { executablePath, env } = await findBrowser();
const gateway = await startGateway();
const browsers: Browser[] = [];
try {
  const [alice, bob] = [await visitor('Alice'), await visitor('Bob')];
  await alice.setViewportSize({ width: 1280, height: 800 });
  await shoot(alice, 'start-page.png');

  await press(alice, 'Suggest');
  await alice.getByText(/are filled in/).waitFor();
  const room = await typed(alice);
  await enter(alice, room, 'Alice', 'Create room');
  await alice.getByText('Waiting for others').first().waitFor();
  await enter(bob, room, 'Bob', 'Join room');
  for (const page of [alice, bob]) {
    await page.getByRole('status').filter({ hasText: 'Connected' }).first().waitFor();
    await press(page, 'Turn on camera');
  }
  await press(bob, 'Unmute microphone');
  await talk(alice, bob);
  await handOver(alice, bob);
  await alice.setViewportSize({ width: 1440, height: 900 });
  await moving(alice);
  await shoot(alice, 'room.png');

  await bob.emulateMedia({ colorScheme: 'dark' });
  await bob.setViewportSize({ width: 390, height: 780 });
  await bob
    .getByRole('navigation', { name: 'Parts of the room' })
    .getByRole('button', { name: 'Chat', exact: true })
    .click();
  await shoot(bob, 'phone.png');
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  gateway.process.kill('SIGKILL');
}

/** A browser with one page, at the start page. */
async function visitor(name: keyof typeof PORTRAITS): Promise<Page> {
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      // A machine without sound has nothing to play on; the picture shows nobody's need to tap.
      '--mute-audio',
    ],
  });
  browsers.push(browser);
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  await context.grantPermissions(['camera', 'microphone'], { origin: gateway.url });
  await context.addInitScript('delete globalThis.showSaveFilePicker');
  await context.addInitScript(drawnCamera, PORTRAITS[name]);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    console.error(`${name}: ${error.message}`);
  });
  await page.goto(gateway.url);
  await page.getByRole('button', { name: 'Create room' }).waitFor();
  return page;
}

interface Room {
  readonly number: string;
  readonly password: string;
}

async function typed(page: Page): Promise<Room> {
  return {
    number: await page.getByRole('textbox', { name: 'Room number' }).inputValue(),
    password: await page.getByRole('textbox', { name: 'Password', exact: true }).inputValue(),
  };
}

async function enter(page: Page, room: Room, name: string, way: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Room number' }).fill(room.number);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(room.password);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await press(page, way);
}

async function talk(alice: Page, bob: Page): Promise<void> {
  const lines = [
    { page: bob, text: 'Good morning! Is the talk ready?' },
    { page: alice, text: 'Nearly. The slides and the film are on their way to you.' },
    { page: bob, text: 'Which port does the demo use?' },
    {
      page: alice,
      text: 'This one:\n```ts\nconst port = 8443; // not 8080\n```',
      answers: 'Which port does the demo use?',
      seen: 'This one:',
    },
    { page: bob, text: 'Lovely. I will look at them on the train.' },
  ];
  for (const { page, text, answers, seen = text } of lines) {
    if (answers !== undefined) {
      const answered = messagesOf(page).getByRole('article').filter({ hasText: answers });
      await answered.hover();
      await answered.getByRole('button', { name: 'Reply' }).click();
    }
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await press(page, 'Send message');
    for (const each of [alice, bob]) await messagesOf(each).getByText(seen).first().waitFor();
  }
}

function messagesOf(page: Page): Locator {
  return page.getByRole('log', { name: 'Messages' });
}

async function handOver(alice: Page, bob: Page): Promise<void> {
  const chosen = alice.waitForEvent('filechooser');
  await press(alice, 'Send files');
  await (
    await chosen
  ).setFiles([
    { name: 'slides.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2_400_000) },
    { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(18_000_000) },
  ]);
  const slides = bob.getByRole('list', { name: 'Files' }).getByRole('listitem', {
    name: 'slides.pdf',
  });
  await slides.getByRole('button', { name: 'Accept', exact: true }).click();
  await slides.getByText('Done', { exact: true }).first().waitFor();
}

/** Until there is a picture of the other one. */
async function moving(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const videos = [...document.querySelectorAll('video')];
    return videos.length > 1 && videos.every((video) => video.readyState >= 2);
  });
}

async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.mouse.move(0, 0);
  const path = join(FOLDER, name);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(path);
}

async function startGateway(): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on TCP
  server.close();
  await once(server, 'close');
  const child = spawn(process.execPath, ['dist/apps/gateway/main.js'], {
    env: {
      ...process.env,
      NO_COLOR: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      CLIENT_DIR: BUILT_CLIENT,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('whisperNet is on')) break;
  }
  return { url: `http://localhost:${port}`, process: child };
}
