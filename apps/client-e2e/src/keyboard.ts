import type { Locator, Page } from 'playwright-core';

/** More stops than any page of ours has: who has pressed so often has been round. */
const ROUND = 150;

/**
 * Presses Tab until the control has the focus, as somebody without a mouse does. Rejects where it is
 * not come by.
 */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  const passed: string[] = [];
  for (let presses = 0; presses < ROUND; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    passed.push(await page.evaluate(() => document.activeElement?.textContent.trim() ?? ''));
  }
  throw new Error(`Tab does not come by ${String(control)}, only by: ${passed.join(' | ')}`);
}

/** Goes there by Tab and presses Enter. */
export async function pressByKeyboard(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

/** Goes there by Tab and types. */
export async function typeByKeyboard(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}
