import type { Locator, Page } from 'playwright-core';
import {
  type BrowserOptions,
  type BrowserProcess,
  type Download,
  startBrowser,
} from './browser-process';

/** What two people agree on. */
export interface RoomDetails {
  readonly number: string;
  readonly password: string;
}

/** A file as `Send files` takes it: a path, or a name with its bytes. */
export type FileToSend =
  string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** What two people compare: the names of the emoji with their pictures, and the number. */
export interface SafetyCode {
  readonly emoji: readonly string[];
  readonly digits: string;
}

export type ConnectionStatus =
  'Waiting for others' | 'Connecting' | 'Connected' | 'Reconnecting' | 'Disconnected';
export type MessageState = 'Sending' | 'Sent' | 'Delivered' | 'Not delivered';
export type TransferState =
  | 'Waiting'
  | 'Offered'
  | 'Sending'
  | 'Receiving'
  | 'Paused'
  | 'Verifying'
  | 'Done'
  | 'Declined'
  | 'Cancelled'
  | 'Failed';

/**
 * Somebody with a browser. Methods are what a person does and sees, by the roles and names that a
 * screen reader says; those that see wait until it is there, and reject when it does not come.
 */
export class Person {
  readonly name: string;
  readonly #problems: string[] = [];
  readonly #url: string;
  #browser: BrowserProcess;

  /** Opens a browser of their own at the URL. */
  static async arrive(name: string, options: BrowserOptions): Promise<Person> {
    const person = new Person(name, options.url, await startBrowser(options));
    await person.#opensPage();
    return person;
  }

  private constructor(name: string, url: string, browser: BrowserProcess) {
    this.name = name;
    this.#url = url;
    this.#browser = browser;
  }

  /** The tab, for what only one journey needs. */
  get page(): Page {
    return this.#browser.page;
  }

  /** What went wrong in the page without a word on the screen: errors, and requests to strangers. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  async #opensPage(): Promise<void> {
    const { name, page } = this;
    const problems = this.#problems;
    const { origin } = new URL(this.#url);
    page.on('pageerror', (error) => problems.push(`${name}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${name}: ${message.text()}`);
    });
    this.#browser.context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(http|ws)/.test(url.protocol) && url.origin !== origin) {
        problems.push(`${name}: a request to ${url.origin}`);
      }
    });
    await page.goto(this.#url);
  }

  // The start page

  /** Types the name, the number and the password, and presses nothing yet. */
  async fillIn({ number, password }: RoomDetails): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.page.getByRole('textbox', { name: 'Room number' }).fill(number);
    await this.page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  }

  async createRoom(details: RoomDetails): Promise<void> {
    await this.fillIn(details);
    await this.press('Create room');
  }

  async joinRoom(details: RoomDetails): Promise<void> {
    await this.fillIn(details);
    await this.press('Join room');
  }

  /** What the number and the password fields hold now. */
  async typed(): Promise<RoomDetails> {
    return {
      number: await this.page.getByRole('textbox', { name: 'Room number' }).inputValue(),
      password: await this.page
        .getByRole('textbox', { name: 'Password', exact: true })
        .inputValue(),
    };
  }

  /** Presses `Suggest` and waits until both fields are filled; what they hold now. */
  async takesSuggestion(): Promise<RoomDetails> {
    const before = await this.typed();
    await this.press('Suggest');
    await this.page.getByText('are filled in.').waitFor();
    const now = await this.typed();
    if (now.password === before.password) throw new Error('the same was suggested twice');
    return now;
  }

  /** What a screen reader says with the field or switch of this role and name, besides the name. */
  async readsDescriptionOf(role: 'textbox' | 'switch', name: string): Promise<string> {
    const control = this.page.getByRole(role, { name, exact: true });
    const ids = (await control.getAttribute('aria-describedby')) ?? '';
    const texts = ids.split(' ').map((id) => this.page.locator(`[id="${id}"]`).innerText());
    return (await Promise.all(texts)).join(' ');
  }

  /** Opens 'What the server knows' from the start page, and waits for the server's answer. */
  async readsWhatTheServerKnows(): Promise<string> {
    await this.page.getByRole('link', { name: 'What the server knows' }).click();
    await this.page.getByText('What this server says of itself now').click(); // unfolds it
    await this.page.getByRole('heading', { name: 'It holds' }).waitFor();
    return this.page.getByRole('main').innerText();
  }

  /** The sentence that refuses, once there is one. */
  async readsRefusal(): Promise<string> {
    const alert = this.page.getByRole('alert').filter({ hasText: /\S/ }).first();
    return alert.innerText();
  }

  // In a room

  async sees(status: ConnectionStatus): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: new RegExp(`(^|\\W)${status}($|\\W)`) })
      .first()
      .waitFor();
  }

  async seesPerson(name: string): Promise<void> {
    await this.#people().filter({ hasText: name }).first().waitFor();
  }

  async seesNoPerson(name: string): Promise<void> {
    await this.#people().filter({ hasText: name }).first().waitFor({ state: 'detached' });
  }

  /** The text of each entry of the list of people. */
  async readsPeople(): Promise<readonly string[]> {
    return this.#people().allInnerTexts();
  }

  /** The link that `Copy invite link` puts on the clipboard; the words that lie over the page are read and dismissed. */
  async copiesInvite(): Promise<string> {
    await this.press('Copy invite link');
    await this.press('Dismiss');
    const link = await this.page.evaluate('navigator.clipboard.readText()');
    return String(link);
  }

  async say(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.press('Send message');
  }

  /** Waits for the message, in a state where it is one's own. */
  async seesMessage(text: string, state?: MessageState): Promise<void> {
    const article = this.#messages().filter({ hasText: text });
    await (state ? article.filter({ has: this.#words(state) }) : article).first().waitFor();
  }

  /** The text of each message's article, the oldest first. */
  async readsMessages(): Promise<readonly string[]> {
    return this.#messages().allInnerTexts();
  }

  /** The bare text of each message, the oldest first, as it is laid out. */
  async readsMessageTexts(): Promise<readonly string[]> {
    const texts = await this.#messages().locator('.text').allTextContents();
    return texts;
  }

  /** What the header says of the door. */
  async readsDoor(): Promise<string> {
    return this.page.locator('header .door').innerText();
  }

  /** Waits until the header says this of the door. */
  async seesDoor(words: string): Promise<void> {
    await this.page.locator('header .door').getByText(words, { exact: true }).waitFor();
  }

  // How far the others are to be trusted

  /** Opens the safety code with somebody, and reads it. It stays open. */
  async readsSafetyCode(name: string): Promise<SafetyCode> {
    const entry = this.#people().filter({ hasText: name });
    await entry.getByRole('button', { name: 'Safety code', exact: true }).click();
    const dialog = this.#safetyCode();
    await dialog.getByRole('list', { name: 'Emoji' }).waitFor();
    return {
      emoji: await dialog.getByRole('listitem').allInnerTexts(),
      digits: await dialog.getByText(/^\d{3} \d{3} \d{3}$/).innerText(),
    };
  }

  /** Waits until the open safety code says so. */
  async seesInSafetyCode(words: string): Promise<void> {
    await this.#safetyCode().getByText(words).waitFor();
  }

  /** Presses a button of the open safety code. */
  async answersSafetyCode(
    button: 'They match' | 'They differ' | 'Close' | 'Leave room',
  ): Promise<void> {
    await this.#safetyCode().getByRole('button', { name: button, exact: true }).click();
  }

  async seesVerified(name: string): Promise<void> {
    await this.seesInPeople(name, 'Verified');
  }

  async seesNotVerified(name: string): Promise<void> {
    await this.seesInPeople(name, 'Not verified');
  }

  /** Waits until the list says exactly these words of somebody. */
  async seesInPeople(name: string, words: string): Promise<void> {
    await this.#people()
      .filter({ hasText: name, has: this.#words(words) })
      .waitFor();
  }

  // Files

  async sendFiles(...files: readonly FileToSend[]): Promise<void> {
    const chosen = this.page.waitForEvent('filechooser');
    await this.press('Send files');
    // Playwright takes all paths or all bytes, never a mixture: so may a journey.
    await (await chosen).setFiles([...files] as string[]);
  }

  /** Chooses the folder at this path. */
  async sendFolder(path: string): Promise<void> {
    const chosen = this.page.waitForEvent('filechooser');
    await this.press('Send folder');
    await (await chosen).setFiles(path);
  }

  /** Looks into an offered folder and chooses these of its uppermost files and folders, and no others. */
  async choosesIn(folder: string, ...names: readonly string[]): Promise<void> {
    const row = this.#transfer(folder);
    await row.getByRole('button', { name: 'Show what is in it' }).click();
    await row.getByRole('checkbox', { name: 'All files' }).uncheck();
    for (const name of names) await row.getByRole('treeitem', { name }).click();
  }

  /** Presses a button of the transfer, such as `Accept`. */
  async answer(
    file: string,
    button: 'Accept' | 'Decline' | 'Pause' | 'Resume' | 'Cancel',
  ): Promise<void> {
    await this.#transfer(file).getByRole('button', { name: button, exact: true }).click();
  }

  /** Whether the transfer offers the button now. */
  async mayAnswer(file: string, button: 'Resume'): Promise<boolean> {
    return this.#transfer(file).getByRole('button', { name: button, exact: true }).isVisible();
  }

  /** As `answer`, when the clock says `moment`; in vain where the button is gone by then. */
  async answersAt(moment: number, file: string, button: 'Pause' | 'Cancel'): Promise<void> {
    await this.#transfer(file)
      .getByRole('button', { name: button, exact: true })
      .evaluate(async (element: HTMLElement, then) => {
        await new Promise((resolve) => setTimeout(resolve, then - Date.now()));
        element.click();
      }, moment);
  }

  /** Waits for the transfer of the file to be in one of the states. */
  async seesTransfer(file: string, ...states: readonly TransferState[]): Promise<void> {
    await this.#transfer(file)
      .filter({ has: this.#words(...states) })
      .first()
      .waitFor();
  }

  /** Waits until no transfer of the file is in any of the states. */
  async seesNoTransfer(file: string, ...states: readonly TransferState[]): Promise<void> {
    await this.#transfer(file)
      .filter({ has: this.#words(...states) })
      .first()
      .waitFor({ state: 'detached' });
  }

  /** As `answer`, where files of one name are in the list: the one that offers the button. */
  async answerNewest(file: string, button: 'Accept' | 'Cancel'): Promise<void> {
    await this.#transfer(file).getByRole('button', { name: button }).last().click();
  }

  /** The text of the transfer's entry, such as the reason of a failure. */
  async readsTransfer(file: string): Promise<string> {
    return this.#transfer(file).innerText();
  }

  /** As `readsTransfer`, where files of one name are in the list: the text of each entry. */
  async readsTransfers(file: string): Promise<readonly string[]> {
    return this.#transfer(file).allInnerTexts();
  }

  /** Presses `Save` and resolves with the path and the suggested name of what was downloaded. */
  async saves(file: string): Promise<Download> {
    return this.#browser.downloadAfter(() =>
      this.#transfer(file).getByRole('button', { name: 'Save' }).click(),
    );
  }

  // The call

  /** Waits until the other's picture moves: frames are decoded and shown. */
  async seesVideoOf(name: string): Promise<void> {
    await this.onStage(name).locator('video').first().waitFor();
    await this.page.waitForFunction(
      ([label, enough]) => {
        const group = [...document.querySelectorAll('[role="group"]')].find((element) =>
          element.getAttribute('aria-label')?.includes(label),
        );
        const video = group?.querySelector('video');
        return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > enough;
      },
      [name, MOVING_FRAMES] as const,
    );
  }

  /** Waits until the screen that the other shares moves. */
  async seesScreenOf(name: string): Promise<void> {
    await this.#screenOf(name).waitFor();
    await this.page.waitForFunction(
      ([label, enough]) => {
        const video = document.querySelector<HTMLVideoElement>(`video[aria-label="${label}"]`);
        return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > enough;
      },
      [`Screen of ${name}`, MOVING_FRAMES] as const,
    );
  }

  async seesNoScreenOf(name: string): Promise<void> {
    await this.#screenOf(name).waitFor({ state: 'detached' });
  }

  /** How many pictures of the other's camera have been shown. */
  async framesOf(name: string): Promise<number> {
    return this.onStage(name)
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  }

  /** Waits until the other's picture has moved on since there were so many. */
  async seesMoreFramesOf(name: string, before: number): Promise<void> {
    await this.page.waitForFunction(
      ([label, enough]) => {
        const video = document.querySelector<HTMLVideoElement>(`video[aria-label="${label}"]`);
        return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > enough;
      },
      [`Camera of ${name}`, before + MOVING_FRAMES] as const,
    );
  }

  async seesNoVideoOf(name: string): Promise<void> {
    await this.onStage(name).locator('video:visible').first().waitFor({ state: 'hidden' });
  }

  // Going

  /** Leaves the room, and says yes where the page asks. */
  async leave(): Promise<void> {
    await this.press('Leave room');
  }

  /** The browser is killed in the middle of everything: no goodbye is said. */
  async crashes(): Promise<void> {
    await this.#browser.kill();
  }

  /** Starts the browser that has crashed again, with the profile that the crash has left, at the start page. */
  async startsAgain(): Promise<void> {
    this.#browser = await this.#browser.startAgain();
    await this.#opensPage();
  }

  /** Reloads the page: what it knew is gone, and the start page is shown. */
  async reloads(): Promise<void> {
    await this.page.reload();
  }

  /** Shuts the browser with everything in it. */
  async goesHome(): Promise<void> {
    await this.#browser.close();
  }

  /** Presses the button of this name. */
  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  /** An element whose whole text is one of the words. */
  #words(...words: readonly string[]): Locator {
    return this.page.getByText(new RegExp(`^\\s*(${words.join('|')})\\s*$`));
  }

  #people(): Locator {
    return this.page.getByRole('list', { name: 'People' }).getByRole('listitem');
  }

  #safetyCode(): Locator {
    return this.page.getByRole('dialog', { name: 'Safety code with' });
  }

  #messages(): Locator {
    return this.page.getByRole('log', { name: 'Messages' }).getByRole('article');
  }

  #transfer(file: string): Locator {
    return this.page.getByRole('list', { name: 'Files' }).getByRole('listitem', { name: file });
  }

  #screenOf(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Stage' })
      .locator(`video[aria-label="Screen of ${name}"]`);
  }

  /** Somebody's place on the stage. */
  onStage(name: string): Locator {
    return this.page.getByRole('region', { name: 'Stage' }).getByRole('group', { name });
  }
}

/** A picture moves when this many frames have been shown; a first frame alone could be a still. */
const MOVING_FRAMES = 5;
