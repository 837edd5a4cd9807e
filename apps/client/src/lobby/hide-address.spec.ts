import { TestBed } from '@angular/core/testing';
import { byRole, textOf } from '../by-role';
import { FakeFetch, aStatement } from '../privacy/fake-gateway-statement';
import { FETCH, GatewayStatement } from '../privacy/gateway-statement';
import { Draft } from './draft';
import { FakePage } from './fake-page';
import { HideAddress } from './hide-address';
import { InviteInbox } from './invite-inbox';

describe('Hide my IP address', () => {
  const show = async (reply: unknown) => {
    const gateway = new FakeFetch(reply);
    const page = new FakePage(new URL('https://whisper.test/'));
    TestBed.configureTestingModule({
      providers: [
        { provide: InviteInbox, useValue: new InviteInbox(page) },
        { provide: FETCH, useValue: gateway.fetch },
      ],
    });
    const fixture = TestBed.createComponent(HideAddress);
    const element = fixture.nativeElement as HTMLElement;
    const statement = TestBed.inject(GatewayStatement);
    const toggle = () => byRole(element, 'switch', 'Hide my IP address');
    await statement.ask();
    await fixture.whenStable();
    return {
      gateway,
      draft: TestBed.inject(Draft),
      /** What is read out with the switch. */
      description: () => {
        const id = toggle().getAttribute('aria-describedby') ?? '';
        return textOf(document.getElementById(id) ?? toggle());
      },
      isOn: () => toggle().getAttribute('aria-checked') === 'true',
      isDisabled: () => toggle().ariaDisabled === 'true',
      focus: () => {
        toggle().focus();
      },
      isFocused: () => document.activeElement === toggle() && toggle().tabIndex === 0,
      flip: async () => {
        toggle().click();
        await fixture.whenStable();
      },
      nowAnswering: async (changed: unknown) => {
        gateway.reply = changed;
        await statement.ask();
        await fixture.whenStable();
      },
      askAgain: async () => {
        byRole(element, 'button', 'Ask again').click();
        await fixture.whenStable();
      },
    };
  };
  const away = new TypeError('Failed to fetch');

  it('is off at first, and says what each position means', async () => {
    const { draft, isOn, isDisabled, flip, description } = await show(
      aStatement({ relay: 'configured' }),
    );
    expect([isOn(), isDisabled(), draft.hideAddress()]).toEqual([false, false, false]);
    expect(description()).toContain('The people in your room can see your IP address.');
    await flip();
    expect([isOn(), draft.hideAddress()]).toEqual([true, true]);
    expect(description()).toContain('Nobody in the room gets your IP address');
    expect(description()).toContain('whoever runs the relay sees it');
    await flip();
    expect([isOn(), draft.hideAddress()]).toEqual([false, false]);
  });

  for (const [where, reply, why] of [
    ['there is no relay', aStatement({ relay: 'none' }), 'no relay is set up'],
    ['nobody answers', away, 'the server could not be asked'],
    ['an older server answers', new Response('', { status: 404 }), 'could not be asked'],
  ] as const)
    it(`cannot be switched on where ${where}, and says so`, async () => {
      const { draft, isOn, isDisabled, focus, isFocused, flip, description } = await show(reply);
      expect(isDisabled()).toBe(true);
      focus();
      expect(isFocused()).toBe(true); // so that the reason is read out
      expect(description()).toContain(why);
      expect(description()).toContain('The people in your room can see your IP address.');
      await flip();
      expect([isOn(), draft.hideAddress()]).toEqual([false, false]);
    });

  it('can be switched on once the server can be asked again', async () => {
    const { gateway, isOn, flip, askAgain } = await show(away);
    gateway.reply = aStatement({ relay: 'configured' });
    await askAgain();
    await flip();
    expect(isOn()).toBe(true);
  });

  for (const [what, reply] of [
    ['the relay is gone', aStatement({ relay: 'none' })],
    ['the server is away', away],
  ] as const)
    it(`stays on when ${what}: only the person gives it up`, async () => {
      const { draft, isOn, isDisabled, flip, nowAnswering, description } = await show(
        aStatement({ relay: 'configured' }),
      );
      await flip();
      await nowAnswering(reply);
      expect([isOn(), isDisabled(), draft.hideAddress()]).toEqual([true, false, true]);
      expect(description()).toContain('no room is entered while this is on');
      await flip();
      expect([isOn(), isDisabled(), draft.hideAddress()]).toEqual([false, true, false]);
    });
});
