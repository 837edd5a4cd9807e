import type { SeatId } from '@whispernet/protocol';

/** Oneself has the colour of the house. */
export const OWN_TURN = 0;

/**
 * How far that colour is turned for each of the others, in degrees: for the first as far as can be, for
 * the next as far as can be from all before. As many as a room has seats.
 */
const TURNS = [180, 90, 270, 45, 225, 135, 315] as const;

/**
 * The turns of the others who are `here`: who stays keeps their own, who comes gets the first that
 * nobody else has. More than there are turns (those who have just gone are still here) share one.
 */
export function turnsAfter(
  before: ReadonlyMap<SeatId, number>,
  here: readonly SeatId[],
): ReadonlyMap<SeatId, number> {
  const turns = new Map([...before].filter(([id]) => here.includes(id)));
  for (const id of here) {
    if (turns.has(id)) continue;
    const taken = new Set(turns.values());
    const free = TURNS.find((turn) => !taken.has(turn));
    turns.set(id, free ?? TURNS[turns.size % TURNS.length] ?? OWN_TURN);
  }
  return turns;
}
