import type { NotificationApi } from './system-notes';

/** Notifications of a browser whose person says `answer` when asked. */
export class FakeNotifications {
  permission: NotificationPermission = 'default';
  answer: NotificationPermission = 'granted';
  asked = 0;
  /** All that were shown, the oldest first. */
  readonly notes: FakeNote[] = [];
  readonly api: NotificationApi;

  constructor() {
    const fake = this as FakeNotifications; // for the class below, which has a `this` of its own
    this.api = class extends FakeNote {
      static get permission() {
        return fake.permission;
      }
      static requestPermission() {
        fake.asked += 1;
        fake.permission = fake.answer;
        return Promise.resolve(fake.permission);
      }
      constructor(title: string, options: NotificationOptions) {
        super(title, options);
        fake.noteShown(this);
      }
    };
  }

  noteShown(note: FakeNote): void {
    this.notes.push(note);
  }

  /** Those that can be seen now. */
  get open(): readonly FakeNote[] {
    return this.notes.filter(({ isOpen }) => isOpen);
  }
}

class FakeNote extends EventTarget {
  isOpen = true;

  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    super();
  }

  close(): void {
    this.isOpen = false;
  }
}
