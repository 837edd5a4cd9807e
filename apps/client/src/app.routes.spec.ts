import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { routes } from './app.routes';
import { byRole, textboxNamed, type } from './by-role';
import { InviteInbox } from './lobby/invite-inbox';
import { FakeFetch } from './privacy/fake-gateway-statement';
import { FETCH } from './privacy/gateway-statement';
import { insideFakeRoom } from './room/fake-room';

describe('the routes', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(routes),
        { provide: InviteInbox, useValue: new InviteInbox(window) },
        { provide: FETCH, useValue: new FakeFetch().fetch },
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

  it('leave the room when the browser goes back to the start page', async () => {
    const { room } = await insideFakeRoom();
    const harness = await RouterTestingHarness.create('/room');
    await harness.navigateByUrl('/');
    expect(room.asked).toContain(['leave']);
    expect(document.title).toBe('whisperNet');
    const page = harness.fixture.nativeElement as HTMLElement;
    expect(document.activeElement).toBe(byRole(page, 'heading', 'whisperNet'));
  });

  it('lose nothing that is typed while a person reads what the server knows', async () => {
    const harness = await RouterTestingHarness.create('/');
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
