import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe holds a page to: WCAG 2.2 AA, and what its makers call good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A way to look at a page. */
interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

/** Each scheme and each arrangement once: colours do not depend on the width. */
const LOOKS: readonly Look[] = [
  { name: 'on a wide screen, light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'on a phone, dark', width: 360, height: 740, colorScheme: 'dark' },
];

/**
 * What axe finds wrong with what the page shows now, each as a sentence with the element, on a wide
 * screen and on a phone.
 */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const { name, width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    found.push(...(await violationsAsItIs(page)).map((violation) => `${name}: ${violation}`));
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
  return found;
}

/** The same for the page as it is. */
export async function violationsAsItIs(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' }); // what fades in has no colour of its own yet
  // Without frames there is nothing to be gathered in a page of axe's own.
  const { violations } = await new AxeBuilder({ page })
    .withTags(RULES)
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) =>
      `${id}: ${html.slice(0, 200)} ${failureSummary}`.replace(/\s+/g, ' '),
    ),
  );
}

/** Nothing fades or slides any more: a colour on its way is not the colour that people see. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const moves = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    // One that is taken away meanwhile is done as well.
    await Promise.allSettled(moves.map((animation) => animation.finished));
  });
}
