import { SeatId, newId } from '@whispernet/protocol';
import { byRole, textOf } from '../../by-role';
import { bob, transfer } from '../fake-room';
import { FilesOnScreen, buttonsIn, by } from './fake-files';

describe('What the list of files says of a transfer', () => {
  const files = new FilesOnScreen();
  const { stable, row, show } = files;

  beforeEach(() => files.open());
  afterEach(() => files.leave());

  for (const [state, direction, words, controls] of [
    [
      { phase: 'waiting' },
      'out',
      'to bob Image (JPG) 2.0 MB Waiting bob has not answered yet.',
      ['Cancel'],
    ],
    [{ phase: 'offered' }, 'in', 'from bob Image (JPG) 2.0 MB Offered', ['Accept', 'Decline']],
    [
      { phase: 'sending', bytes: 500_000 },
      'out',
      'to bob Image (JPG) Sending 500 KB of 2.0 MB',
      ['Pause', 'Cancel'],
    ],
    [
      { phase: 'receiving', bytes: 1_500_000 },
      'in',
      'from bob Image (JPG) Receiving 1.5 of 2.0 MB',
      ['Pause', 'Cancel'],
    ],
    [
      { phase: 'paused', bytes: 0, by: { ...by, here: true } },
      'in',
      'Paused 0 B of 2.0 MB Paused by you',
      ['Resume', 'Cancel'],
    ],
    [
      { phase: 'paused', bytes: 0, by: { ...by, there: true } },
      'out',
      'Paused 0 B of 2.0 MB Paused by bob',
      ['Cancel'],
    ],
    [
      { phase: 'paused', bytes: 0, by: { ...by, link: true } },
      'in',
      'The connection was lost. It goes on by itself when bob is back.',
      ['Cancel'],
    ],
    [{ phase: 'verifying' }, 'in', 'from bob Image (JPG) 2.0 MB Verifying', ['Cancel']],
    [{ phase: 'done' }, 'out', 'to bob Image (JPG) 2.0 MB Done', []],
    [{ phase: 'done' }, 'in', 'Done Saved where you chose', []],
    [{ phase: 'declined' }, 'out', 'Declined bob did not want it.', []],
    [{ phase: 'declined' }, 'in', 'Declined You declined it.', []],
    [{ phase: 'cancelled', side: 'here' }, 'in', 'Cancelled You cancelled it.', []],
    [{ phase: 'cancelled', side: 'there' }, 'out', 'Cancelled bob cancelled it.', []],
    [
      { phase: 'failed', reason: 'disk-full', side: 'here' },
      'in',
      'Failed The disk is full. Make room, and ask bob to send it again.',
      [],
    ],
  ] as const)
    it(`says of a file going ${direction} that it is ${state.phase}: ${words}`, async () => {
      const { row } = await show({ state, direction });
      expect(textOf(row)).toContain(words);
      expect(buttonsIn(row)).toEqual([...controls]);
    });

  describe('when the link is lost', () => {
    const paused = { phase: 'paused', bytes: 1, by: { ...by, link: true } } as const;
    const closed = { phase: 'closed', end: 'connection-lost' } as const;

    it('says that somebody is gone whose seat is, until somebody of the name is back on another', async () => {
      files.room.members$.next([]);
      const { row } = await show({ state: paused });
      expect(textOf(row)).toContain('bob is gone. What is here is kept;');
      expect(textOf(row)).toContain('when bob sends it again.');
      files.room.members$.next([{ ...bob, id: newId(SeatId) }]); // the page was loaded again
      await stable();
      expect(textOf(row)).toContain('bob was gone, and somebody of that name is here now.');
    });

    for (const [rendezvous, link, words] of [
      ['open', closed, 'It goes on by itself'],
      ['closed', closed, 'It goes on by itself'],
      ['away', closed, 'without the gateway there is no new one to bob.'],
      ['gone', closed, 'without the gateway there is no new one to bob.'],
      ['gone', bob.link, 'It goes on by itself'],
    ] as const)
      it(`promises what it can when the gateway is ${rendezvous}, the link ${link.phase}: ${words}`, async () => {
        files.room.rendezvous$.next(rendezvous);
        files.room.members$.next([{ ...bob, link }]);
        const { row } = await show({ direction: 'out', state: paused });
        expect(textOf(row)).toContain(words);
      });
  });

  it('says of what an earlier visit has left that it has to be sent again', async () => {
    const { row } = await show({
      peer: undefined,
      state: { phase: 'paused', bytes: 500_000, by: { ...by, link: true } },
    });
    expect(textOf(row)).toContain('from an earlier visit Image (JPG) Paused 500 KB of 2.0 MB');
    expect(textOf(row)).toContain('bob has to send it again; what is here is kept.');
    expect(buttonsIn(row)).toEqual(['Cancel']);
  });

  it('shows the progress under the name of the file', async () => {
    const { row } = await show({ state: { phase: 'receiving', bytes: 500_000 } });
    const bar = byRole(row, 'progressbar', 'Progress of holiday.jpg');
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
  });

  it('says how fast a file is and how long it will take, as time passes', async () => {
    const file = transfer({ direction: 'out', size: 100_000_000 });
    for (let second = 0; second < 4; second += 1) {
      files.room.transfers$.next([
        { ...file, state: { phase: 'sending', bytes: second * 1_000_000 } },
      ]);
      files.seconds.next(1_000 * second);
    }
    await stable();
    expect(textOf(row('holiday.jpg'))).toContain('3.0 of 100 MB 1.0 MB/s about 2 minutes left');
  });

  it('says neither as soon as it is paused', async () => {
    const file = transfer({ size: 100_000_000 });
    for (let second = 0; second < 4; second += 1) {
      files.room.transfers$.next([
        { ...file, state: { phase: 'receiving', bytes: second * 1_000_000 } },
      ]);
      files.seconds.next(1_000 * second);
    }
    await stable();
    expect(textOf(row('holiday.jpg'))).toContain('MB/s');
    const paused = { phase: 'paused', bytes: 3_000_000, by: { ...by, here: true } } as const;
    files.room.transfers$.next([{ ...file, state: paused }]);
    await stable();
    expect(textOf(row('holiday.jpg'))).toContain('Paused 3.0 of 100 MB Paused by you');
  });

  it('marks a program', async () => {
    const { row } = await show({ name: 'eviltxt.exe', isProgram: true });
    expect(textOf(row)).toContain('This is a program.');
  });

  it('shows a name as text', async () => {
    const { row } = await show({ name: '<b>x</b>.txt' });
    expect(row.querySelectorAll('b').length).toBe(0);
  });

  it('cuts no end off a name that is too long for a line, and unfolds it', async () => {
    const name = `${'holiday in the mountains '.repeat(3)}invoice.pdf`;
    const { row } = await show({ name });
    const button = byRole(row, 'button', name);
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(textOf(button)).toContain('invoice.pdf');
    button.click();
    await stable();
    expect(button.getAttribute('aria-expanded')).toBe('true');
  });
});
