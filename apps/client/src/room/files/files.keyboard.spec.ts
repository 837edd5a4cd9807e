import type { RoomTransfer } from '@whispernet/room';
import { byRole } from '../../by-role';
import { transfer } from '../fake-room';
import { FilesOnScreen, by } from './fake-files';
import { withoutPicker } from './fake-received';

describe('The keyboard in the list of files', () => {
  const files = new FilesOnScreen();
  const { stable, row, show, press } = files;

  beforeEach(() => files.open());
  afterEach(() => files.leave());

  const here = { ...by, here: true };
  const moves = { phase: 'receiving', bytes: 1 } as const;
  const pressed = async (own: Partial<RoomTransfer>, button: string, becomes: object) => {
    const { shown, row: before } = await show(own);
    byRole(before, 'button', button).focus();
    await press(before, button);
    files.room.transfers$.next([{ ...shown, ...becomes }]);
    await stable();
    return document.activeElement;
  };

  for (const [button, state, then, next] of [
    ['Pause', moves, { phase: 'paused', bytes: 1, by: here }, 'Resume'],
    ['Resume', { phase: 'paused', bytes: 1, by: here }, moves, 'Pause'],
    ['Resume', { phase: 'paused', bytes: 1, by: here }, { phase: 'verifying' }, 'Cancel'],
  ] as const)
    it(`goes on from ${button} to ${next} when it is ${then.phase}`, async () => {
      const focused = await pressed({ state }, button, { state: then });
      expect(focused).toBe(byRole(row('holiday.jpg'), 'button', next));
    });

  it('goes on from Accept to Pause, though Accept cannot be pressed in between', async () => {
    withoutPicker();
    const shown = transfer({ size: 1 });
    const taken = new Promise<void>((resolve) => {
      files.room.accept = () => {
        resolve();
      };
    });
    files.room.transfers$.next([shown]);
    await stable();
    const accept = byRole(row(shown.name), 'button', 'Accept');
    accept.focus();
    accept.click();
    await taken;
    files.room.transfers$.next([{ ...shown, state: moves }]);
    await stable();
    expect(document.activeElement).toBe(byRole(row(shown.name), 'button', 'Pause'));
  });

  it('stays in the row where no button is left', async () => {
    const focused = await pressed({ state: moves }, 'Cancel', {
      state: { phase: 'cancelled', side: 'here' },
    });
    expect(focused).toBe(row('holiday.jpg'));
  });

  it('is not torn from elsewhere', async () => {
    const { shown, row: before } = await show({ state: moves });
    byRole(before, 'button', 'Pause').focus();
    byRole(files.page, 'button', 'Send files').focus();
    files.room.transfers$.next([{ ...shown, state: { phase: 'cancelled', side: 'here' } }]);
    await stable();
    expect(document.activeElement).toBe(byRole(files.page, 'button', 'Send files'));
  });

  it('is not taken into a row that it has left for nowhere', async () => {
    const { shown, row: before } = await show({ state: moves });
    const pause = byRole(before, 'button', 'Pause');
    pause.focus();
    pause.blur();
    await stable();
    files.room.transfers$.next([{ ...shown, state: { phase: 'cancelled', side: 'here' } }]);
    await stable();
    expect(document.activeElement).toBe(document.body);
  });
});
