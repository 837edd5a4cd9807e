import { type LaneCargo, TransferId, newId } from '@whispernet/protocol';
import { StrayCargo } from './stray-cargo';

const MIB = 1024 * 1024;
const bytes = new Uint8Array(65_536);
const data = (id = newId(TransferId)): LaneCargo => ({ t: 'data', id, offset: 0, bytes });

describe('StrayCargo', () => {
  it('lets a late copy come of each of ever so many transfers', () => {
    const stray = new StrayCargo();
    const inBounds = Array.from({ length: 10_000 }, () => {
      const cargo = data();
      stray.expected(cargo);
      return stray.isInBounds(cargo);
    });
    expect(inBounds).not.toContain(false);
  });

  it('finds more than 32 MiB of one transfer out of bounds, whatever else was taken', () => {
    const stray = new StrayCargo();
    for (let at = 0; at < 100_000; at += 1) stray.expected(data());
    const cargo = data();
    const pieces = Array.from({ length: 600 }, () => stray.isInBounds(cargo));
    expect(pieces.indexOf(false) * bytes.length).toBeGreaterThan(31 * MIB);
    expect(pieces.at(-1)).toBeFalse();
  });

  it('finds out of bounds what nobody asked for under ids without end', () => {
    const stray = new StrayCargo();
    let sent = 0;
    while (sent < 1024 * MIB && stray.isInBounds(data())) sent += bytes.length;
    expect(sent).toBeGreaterThan(100 * MIB);
    expect(sent).toBeLessThan(300 * MIB);
  });
});
