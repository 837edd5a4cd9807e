import * as v from 'valibot';
import { MessageId, RoomNumber, SeatId, newId } from './ids';

describe('A fresh id', () => {
  it('is 16 bytes of its kind, and another each time', () => {
    const ids = Array.from({ length: 100 }, () => newId(MessageId));
    expect(ids.every((id) => v.is(MessageId, id))).toBeTrue();
    expect(new Set(ids).size).toBe(100);
  });

  it('is not drawn for what is no id', () => {
    expect(() => newId(RoomNumber)).toThrowError(v.ValiError);
  });
});

describe('A seat', () => {
  it('has one spelling', () => {
    expect(v.is(SeatId, 'AAAAAAAAAAAAAAAAAAAAAA')).toBeTrue();
    expect(v.is(SeatId, 'AAAAAAAAAAAAAAAAAAAAAB')).toBeFalse();
    expect(v.is(SeatId, 'AAAAAAAAAAAAAAAAAAAAAA==')).toBeFalse();
  });
});
