import type { AllTexts } from '../../texts/translation';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** How long something will still take, as roughly as anybody can know it. */
export type TimeLeft =
  | { readonly unit: 'moments' | 'ages' }
  | { readonly unit: 'seconds' | 'minutes' | 'hours' | 'days'; readonly count: number };

export function timeLeft(ms: number): TimeLeft {
  const seconds = ms / 1_000;
  if (seconds < 10) return { unit: 'moments' };
  if (seconds < 55) return { unit: 'seconds', count: 10 * Math.round(seconds / 10) };
  if (seconds < 59.5 * MINUTE_S) return { unit: 'minutes', count: atLeastOne(seconds / MINUTE_S) };
  if (seconds < 23.5 * HOUR_S) return { unit: 'hours', count: atLeastOne(seconds / HOUR_S) };
  if (seconds < 30 * DAY_S) return { unit: 'days', count: atLeastOne(seconds / DAY_S) };
  return { unit: 'ages' };
}

export function isSameTime(one: TimeLeft | undefined, other: TimeLeft | undefined): boolean {
  const count = (time: TimeLeft | undefined) => (time && 'count' in time ? time.count : undefined);
  return one?.unit === other?.unit && count(one) === count(other);
}

/** In the words that a person reads. */
export function timeLeftText(t: AllTexts['files']['left'], time: TimeLeft): string {
  switch (time.unit) {
    case 'moments':
      return t.moments;
    case 'seconds':
      return t.seconds(time.count);
    case 'minutes':
      return t.minutes(time.count);
    case 'hours':
      return t.hours(time.count);
    case 'days':
      return t.days(time.count);
    case 'ages':
      return t.ages;
    default:
      return time satisfies never;
  }
}

const atLeastOne = (count: number) => Math.max(1, Math.round(count));
