// Whether a camera's picture is held back so that at least the voices come through: on a path that
// cannot carry both, the picture takes from the voice until neither is of use.
//
//   shown ── bad for 8 s ──▶ held ── 15 s, then 30, 60, 120 ──▶ shown, on trial
//     ▲                        ▲                                      │
//     ├── good for a minute: the next wait is 15 s again ─────────────┤
//     │                        └───────────── bad for 8 s ────────────┘
//
// Files step back within six seconds (`PathShare`): what is still bad after eight is the path's own.
import type { CallSample } from './path-share';

/** A good second takes one bad second back. */
const BAD_S = 8;
const FIRST_WAIT_S = 15;
const LAST_WAIT_S = 120;
/** After as long a trial the path counts as mended. */
const TRUSTED_S = 60;
/** A voice takes about 40 kbit/s; the rest would be a picture of which nothing can be made out. */
const THIN_BPS = 100_000;
/** No repair hides that much. */
const BAD_LOSS = 0.2;
/** Nobody waits that long for an answer; such a path is full. */
const BAD_ROUND_TRIP_MS = 1_500;

export class PictureHold {
  #holds = false;
  #badS = 0;
  #goodS = 0;
  #heldS = 0;
  #waitS = FIRST_WAIT_S;

  /** Takes how the call fared for another second; whether the picture is held during the next one. */
  take(sample: CallSample): boolean {
    if (this.#holds) this.#wait(sample);
    else this.#watch(sample);
    return this.#holds;
  }

  #watch(sample: CallSample): void {
    const bad = isBad(sample);
    this.#badS = Math.max(0, this.#badS + (bad ? 1 : -1));
    this.#goodS = bad ? 0 : this.#goodS + 1;
    if (this.#goodS >= TRUSTED_S) this.#waitS = FIRST_WAIT_S;
    if (this.#badS < BAD_S) return;
    this.#holds = true;
    this.#heldS = 0;
  }

  /** Of bandwidth nothing can be learnt meanwhile: the browser measures what is sent. Hence the trial. */
  #wait(sample: CallSample): void {
    this.#heldS += 1;
    if (this.#heldS < this.#waitS || isLossy(sample)) return;
    this.#holds = false;
    this.#badS = 0;
    this.#goodS = 0;
    this.#waitS = Math.min(LAST_WAIT_S, 2 * this.#waitS);
  }
}

function isBad(sample: CallSample): boolean {
  const { availableBps = Infinity, isLimited } = sample;
  return (isLimited && availableBps < THIN_BPS) || isLossy(sample);
}

function isLossy({ lostThere = 0, roundTripMs = 0 }: CallSample): boolean {
  return lostThere >= BAD_LOSS || roundTripMs >= BAD_ROUND_TRIP_MS;
}
