import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { routes } from './app.routes';
import { InviteInbox } from './lobby/invite-inbox';
import { insideFakeRoom } from './room/fake-room';

describe('the routes', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(routes),
        { provide: InviteInbox, useValue: new InviteInbox(window) },
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
  });
});
