import { type Api, expect, type Page, test } from './fixtures';
import { sixteenSegments } from './stories';

const STOPS = 400;

/** Where the focus is, and whether anything of it can be seen: not where a sticky bar or the dock lies over it. Runs in the page. */
function focusSeen() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // A tick is drawn by its label: what is focused itself is not seen.
  const shown = element.matches('input[type="checkbox"], input[type="radio"]') ? (element.closest('label') ?? element) : element;
  const box = shown.getBoundingClientRect();
  const xs = [0.02, 0.25, 0.5, 0.75, 0.98].map((share) => box.left + box.width * share);
  const ys = [0.1, 0.5, 0.9].map((share) => box.top + box.height * share);
  const isSeen = xs.some((x) => ys.some((y) => shown.contains(document.elementFromPoint(x, y))));
  const style = getComputedStyle(element);
  const ring = [element, shown, element.parentElement ?? element].some(
    (one) => getComputedStyle(one).outlineStyle !== 'none' || one.matches('.sr-only'),
  );
  const isMarked =
    ring ||
    style.boxShadow !== 'none' ||
    element.matches('input[type="search"]') ||
    element.matches('article, h1, [tabindex="-1"]');
  return { name: `${element.tagName} ${element.textContent?.trim().slice(0, 40)} ${element.className}`, isSeen, isMarked };
}

/** Walks through a page by Tab, once around; what was focused and could not be seen. */
async function hiddenStops(page: Page): Promise<{ stops: number; hidden: string[]; unmarked: string[] }> {
  const [hidden, unmarked]: [string[], string[]] = [[], []];
  let stops = 0;
  for (; stops < STOPS; stops++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(focusSeen);
    if (!focused) break;
    if (!focused.isSeen) hidden.push(focused.name);
    if (!focused.isMarked) unmarked.push(focused.name);
  }
  return { stops, hidden, unmarked };
}

const PAGES: [name: string, open: (story: { api: Api; url: string }) => string][] = [
  ['inbox', ({ api }) => `/${api.project}`],
  ['sessions list', ({ api }) => `/${api.project}/sessions`],
  ['timeline', ({ url }) => url],
  ['segment page', ({ url }) => `${url}/segments/5`],
  ['questions', ({ api }) => `/${api.project}/questions`],
];

for (const [name, addressIn] of PAGES) {
  test(`nobody who walks through the ${name} by Tab loses the focus`, async ({ page, api }) => {
    const { url } = await sixteenSegments(api);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(addressIn({ api, url }));
      await page.waitForLoadState('networkidle');
      const { stops, hidden, unmarked } = await hiddenStops(page);
      expect(stops, `${name} at ${width}`).toBeGreaterThan(5);
      expect(hidden, `${name} at ${width}: focused and hidden`).toEqual([]);
      expect(unmarked, `${name} at ${width}: focused without a mark`).toEqual([]);
    }
  });

  test(`the ${name} loses nothing at 200 % and 400 %`, async ({ page, api }) => {
    const { url } = await sixteenSegments(api);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(addressIn({ api, url }));
    const texts = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('main :is(h1, h2, h3, dd, p)')].filter(
            (one) => one.checkVisibility() && !one.closest('aside'),
          ).length,
      );
    const whole = await texts();
    for (const width of [720, 360]) {
      await page.setViewportSize({ width, height: 450 });
      await page.goto(addressIn({ api, url }));
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(overflow, `${name} scrolls sideways at ${width}`).toBe(0);
      // What repeats what stands elsewhere, such as the outline, may go; an aside is a fold or a page of its own there.
      expect(await texts(), `${name} at ${width}`).toBeGreaterThan(whole * 0.8);
    }
  });
}

test('G and a letter lead to the pages of the project, but not while one types', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  for (const [letter, path] of [
    ['s', '/sessions'],
    ['q', '/questions'],
    ['d', '/decisions'],
    ['i', ''],
  ] as const) {
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(new RegExp(`/${api.project}${path}$`));
  }
  await page.goto(`${url}/segments/1`);
  await page.waitForLoadState('networkidle');
  const search = page.getByRole('banner').locator('input[type="search"]');
  await search.focus();
  await page.keyboard.type('gs?');
  await expect(search).toHaveValue('gs?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/segments\/1/);
});

test('all keys are told on every page, and by a button too', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  for (const path of [`/${api.project}`, `/${api.project}/sessions`, `${url}/segments/2`, '/settings/display', url]) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard' });
    for (const group of ['Move', 'Review', 'Look']) await expect(keys.getByRole('region', { name: group })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
  }
  const button = page.getByRole('button', { name: 'all keys' });
  await button.click();
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(button).toBeFocused();
});
