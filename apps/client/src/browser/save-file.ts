import { type SchedulerLike, asyncScheduler, timer } from 'rxjs';

/** Long enough for a browser that first asks the person where to save. */
const HANDED_OVER_AFTER_MS = 10 * 60_000;

/**
 * Hands `file` to the browser's own download, under `name`. Its bytes are not read into memory.
 * `handedOver` is called when the download has surely begun, and does not need anything here to begin.
 */
export function saveFile(
  file: Blob,
  name: string,
  handedOver: () => void = () => undefined,
  scheduler: SchedulerLike = asyncScheduler,
): void {
  // Never shown by the browser, whatever the sender calls it: it would run as a page of ours.
  const url = URL.createObjectURL(file.slice(0, file.size, 'application/octet-stream'));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  timer(HANDED_OVER_AFTER_MS, scheduler).subscribe(() => {
    URL.revokeObjectURL(url);
    handedOver();
  });
}
