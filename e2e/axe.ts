import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

const WIDTHS = [1440, 390, 320];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands. */
async function violationsOf(page: Page, within = 'html'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .include(within)
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
  const { violations } = await axe.withTags(TAGS).analyze();
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html}`));
}

/** Nothing is wrong with the page as it stands, at its own width and in its own theme. */
export const expectAccessibleNow = async (page: Page): Promise<void> => expect(await violationsOf(page)).toEqual([]);

/** Nothing is wrong with the page as it stands, with what is open on it, at any width and in both themes; it does not scroll sideways. A menu is looked at by itself: of what it covers, too little is left to hit. */
export async function expectAccessible(page: Page, what: string, within?: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await violationsOf(page, within), `${what} at ${width}, ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect.soft(overflow, `${what} scrolls sideways at ${width}`).toBe(0);
    }
  }
  await page.setViewportSize(before);
}

/** Opens an address, whole, and finds nothing wrong with it. */
export async function expectAccessibleAt(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await expectAccessible(page, address);
}
