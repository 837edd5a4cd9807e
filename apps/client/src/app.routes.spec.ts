import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import {
  NavigationCancel,
  NavigationEnd,
  Router,
  TitleStrategy,
  provideRouter,
} from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { filter, firstValueFrom } from 'rxjs';
import { routes } from './app.routes';
import { allByRole, byRole, textOf, textboxNamed, type } from './by-role';
import { InviteInbox } from './lobby/invite-inbox';
import { LEFT_FILES } from './lobby/waiting-files';
import { PageTitle } from './page-title';
import { FakeFetch } from './privacy/fake-gateway-statement';
import { FETCH } from './privacy/gateway-statement';
import { bob, insideFakeRoom } from './room/fake-room';
import { speech as english } from './texts/en';
import { LOAD_SPEECH, Texts } from './texts/texts';

describe('the routes', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(routes),
        { provide: TitleStrategy, useClass: PageTitle },
        { provide: InviteInbox, useValue: new InviteInbox(window) },
        { provide: FETCH, useValue: new FakeFetch().fetch },
        { provide: LEFT_FILES, useValue: { areThere: () => Promise.resolve(false) } },
      ],
    });
  });

  it('show the start page to who is in no room', async () => {
    await RouterTestingHarness.create('/room');
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('show the room to who is in one', async () => {
    await insideFakeRoom();
    await RouterTestingHarness.create('/room');
    expect(TestBed.inject(Router).url).toBe('/room');
  });

  describe('when the browser goes back from the room', () => {
    /** alice in the room, the start page behind it; and pressing 'back', up to the question. */
    const aboutToGoBack = async () => {
      const { room } = await insideFakeRoom();
      const harness = await RouterTestingHarness.create('/privacy');
      TestBed.inject(Router).setUpLocationChangeListener();
      await harness.navigateByUrl('/room');
      TestBed.inject(Location).back();
      return { room, harness };
    };
    const answer = async (button: string) => {
      const question = await theQuestion();
      const left = navigationEnd();
      byRole(question, 'button', button).click();
      await left;
    };
    /** Once it is on the screen. */
    const theQuestion = async () => {
      for (;;) {
        const [found] = allByRole(document.body, 'dialog', 'Leave the room?');
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const navigationEnd = () =>
      firstValueFrom(
        TestBed.inject(Router).events.pipe(
          filter((event) => event instanceof NavigationEnd || event instanceof NavigationCancel),
        ),
      );

    it('ask first, also where no file is at stake, and say what ends', async () => {
      const { room } = await aboutToGoBack();
      expect(textOf(await theQuestion())).toContain('the room ends');
      expect(room.asked).not.toContain(['leave']);
      await answer('Leave anyway');
      expect(room.asked).toContain(['leave']);
      expect(TestBed.inject(Router).url).toBe('/privacy');
    });

    it('stay in the room where the person wants that', async () => {
      const { room } = await aboutToGoBack();
      room.members$.next([{ ...bob, microphoneOn: true }]);
      await answer('Stay');
      expect(room.asked).not.toContain(['leave']);
      expect(TestBed.inject(Router).url).toBe('/room');
    });
  });

  it('leave the room when the start page is gone to', async () => {
    const { room } = await insideFakeRoom();
    const harness = await RouterTestingHarness.create('/room');
    await harness.navigateByUrl('/');
    expect(room.asked).toContain(['leave']);
    expect(document.title).toBe('whisperNet');
    const page = harness.fixture.nativeElement as HTMLElement;
    expect(document.activeElement).toBe(byRole(page, 'heading', 'whisperNet'));
  });

  it('title the tab in the language that is chosen, at once', async () => {
    TestBed.overrideProvider(LOAD_SPEECH, {
      useValue: () =>
        Promise.resolve({
          ...english,
          texts: { ...english.texts, app: { ...english.texts.app, titles: { start: 'Hallo' } } },
        }),
    });
    const harness = await RouterTestingHarness.create('/');
    await harness.fixture.whenStable();
    expect(document.title).toBe('whisperNet');
    await TestBed.inject(Texts).choose('de');
    await harness.fixture.whenStable();
    expect(document.title).toBe('Hallo');
    await TestBed.inject(Texts).choose('en');
  });

  it('lose nothing that is typed while a person reads what the server knows', async () => {
    const harness = await RouterTestingHarness.create('/');
    await harness.fixture.whenStable(); // the promises, and the link below them, come last
    const page = harness.fixture.nativeElement as HTMLElement;
    type(textboxNamed(page, 'Room number'), '4821');
    type(textboxNamed(page, 'Password'), 'a secret');
    byRole(page, 'link', 'What the server knows').click();
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/privacy');
    expect(document.title).toBe('What the server knows – whisperNet');
    byRole(page, 'link', 'Back to the start page').click();
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/');
    expect(document.title).toBe('whisperNet');
    expect(document.activeElement).toBe(byRole(page, 'heading', 'whisperNet'));
    expect(textboxNamed(page, 'Room number').value).toBe('4821');
    expect(textboxNamed(page, 'Password').value).toBe('a secret');
  });
});
