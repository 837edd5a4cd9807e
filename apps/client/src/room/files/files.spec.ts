import { TestBed } from '@angular/core/testing';
import type { RoomTransfer } from '@whispernet/room';
import { allByRole, byRole, isEnabled, textOf } from '../../by-role';
import { type FakeRoom, bob, insideFakeRoom, transfer } from '../fake-room';
import { Files } from './files';

describe('Files', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let stable: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room } = await insideFakeRoom());
    const fixture = TestBed.createComponent(Files);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  });

  const show = async (own: Partial<RoomTransfer>) => {
    const shown = transfer(own);
    room.transfers$.next([shown]);
    await stable();
    return { shown, row: byRole(byRole(page, 'list', 'Files'), 'listitem', shown.name) };
  };
  const buttons = (row: HTMLElement) => allByRole(row, 'button').map(textOf);

  for (const [state, direction, words, controls] of [
    [{ phase: 'waiting' }, 'out', 'to bob Waiting 2.0 MB', ['Cancel']],
    [{ phase: 'offered' }, 'in', 'from bob Offered 2.0 MB', ['Accept', 'Decline']],
    [{ phase: 'sending', bytes: 500_000 }, 'out', 'to bob Sending 500 KB of 2.0 MB', ['Cancel']],
    [{ phase: 'receiving', bytes: 0 }, 'in', 'from bob Receiving 0 B of 2.0 MB', ['Cancel']],
    [{ phase: 'verifying' }, 'in', 'from bob Verifying 2.0 MB', ['Cancel']],
    [{ phase: 'done' }, 'out', 'to bob Done 2.0 MB', []],
    [{ phase: 'declined' }, 'out', 'to bob Declined 2.0 MB', []],
    [{ phase: 'cancelled' }, 'in', 'from bob Cancelled 2.0 MB', []],
    [
      { phase: 'failed', reason: 'disk-full', side: 'here' },
      'in',
      'Failed 2.0 MB The disk is full',
      [],
    ],
  ] as const)
    it(`says of a file going ${direction} that it is ${state.phase}`, async () => {
      const { row } = await show({ state, direction });
      expect(textOf(row)).toContain(words);
      expect(buttons(row)).toEqual([...controls]);
    });

  it('shows the progress under the name of the file', async () => {
    const { row } = await show({ state: { phase: 'receiving', bytes: 500_000 } });
    const bar = byRole(row, 'progressbar', 'Progress of holiday.jpg');
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
  });

  it('marks a program', async () => {
    const { row } = await show({ name: 'eviltxt.exe', isProgram: true });
    expect(textOf(row)).toContain('This is a program.');
  });

  it('shows a name as text', async () => {
    const { row } = await show({ name: '<b>x</b>.txt' });
    expect(row.querySelectorAll('b').length).toBe(0);
  });

  it('declines and cancels', async () => {
    const offered = await show({});
    byRole(offered.row, 'button', 'Decline').click();
    const sending = await show({ direction: 'out', state: { phase: 'sending', bytes: 1 } });
    byRole(sending.row, 'button', 'Cancel').click();
    expect(room.asked).toContain(['decline', offered.shown.id]);
    expect(room.asked).toContain(['cancel', sending.shown.id]);
  });

  it('sends files only when somebody is there', async () => {
    expect(isEnabled(page, 'Send files')).toBe(false);
    room.members$.next([bob]);
    await stable();
    expect(isEnabled(page, 'Send files')).toBe(true);
    const chosen = new DataTransfer();
    chosen.items.add(new File(['a'], 'a.txt'));
    chosen.items.add(new File(['b'], 'b.txt'));
    const input = page.querySelector('input');
    if (input) input.files = chosen.files;
    input?.dispatchEvent(new Event('change'));
    expect(room.asked).toContain(['offerFiles', 'a.txt', 'b.txt']);
  });
});
