const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** How long something will still take, as roughly as anybody can know it. */
export function timeLeft(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 55) return `about ${10 * Math.round(seconds / 10)} seconds left`;
  if (seconds < 1.5 * MINUTE_S) return 'about a minute left';
  if (seconds < 59.5 * MINUTE_S) return `about ${Math.round(seconds / MINUTE_S)} minutes left`;
  if (seconds < 1.5 * HOUR_S) return 'about an hour left';
  if (seconds < 23.5 * HOUR_S) return `about ${Math.round(seconds / HOUR_S)} hours left`;
  if (seconds < 1.5 * DAY_S) return 'about a day left';
  if (seconds < 30 * DAY_S) return `about ${Math.round(seconds / DAY_S)} days left`;
  return 'more than a month left';
}
