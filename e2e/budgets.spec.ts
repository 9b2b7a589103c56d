import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { type Api, expect, test } from './fixtures';
import { sixteenSegments } from './stories';

/**
 * What a first visit may load, in KB; scripts, styles and pages as they travel, compressed. Of the scripts an empty page of the framework is 135. A page that
 * gets lighter takes its ceiling down with it: the aim is 175 for the scripts, 12 for the styles and 30 for a document.
 */
const BUDGET = { script: 175, stylesheet: 13.2, document: 33, font: 52 };
/** Pages with the evidence beside the record. */
const WITH_EVIDENCE = { ...BUDGET, script: 198 };
const OF_LISTS = { ...BUDGET, stylesheet: 14.8, document: 10 };
type Part = keyof typeof BUDGET;
type Weights = Record<Part, number> & { fonts: number };

/** Fonts are compressed already. */
const weightOf = (part: Part, body: Buffer) => (part === 'font' ? body.length : gzipSync(body, { level: 9 }).length) / 1000;

/** Opens a page in a browser that was never here, and weighs all that it loads by itself. */
async function weigh(browser: Browser, address: string): Promise<Weights> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const weights: Weights = { script: 0, stylesheet: 0, document: 0, font: 0, fonts: 0 };
  const read: Promise<void>[] = [];
  page.on('response', (response) => {
    const part = response.request().resourceType() as Part;
    if (!(part in BUDGET) || response.request().redirectedTo()) return;
    if (part === 'font') weights.fonts += 1;
    read.push(
      response.body().then((body) => {
        weights[part] += weightOf(part, body);
      }),
    );
  });
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  await page.waitForLoadState('networkidle');
  await Promise.all(read);
  await context.close();
  return weights;
}

const PAGES: [name: string, open: (story: { api: Api; url: string; link: string }) => string, budget?: typeof BUDGET][] = [
  ['timeline', ({ url }) => url],
  ['segment page', ({ url }) => `${url}/segments/5`, WITH_EVIDENCE],
  ['inbox', ({ api }) => `/${api.project}`, OF_LISTS],
  ['sessions list', ({ api }) => `/${api.project}/sessions`, OF_LISTS],
  ['questions page', ({ api }) => `/${api.project}/questions`, OF_LISTS],
  ['share page', ({ link }) => link, WITH_EVIDENCE],
];

for (const [name, addressIn, budget = BUDGET] of PAGES)
  test(`the ${name} keeps to what a first visit may load`, async ({ browser, api, baseURL }, info) => {
    const { sid, url } = await sixteenSegments(api);
    const link = (await api.send<{ url: string }>('POST', `/sessions/${sid}/shares`, {})).url;
    const weights = await weigh(browser, new URL(addressIn({ api, url, link }), baseURL).href);
    const told = Object.entries(weights).map(([part, weight]) => `${part} ${weight.toFixed(1)}`);
    info.annotations.push({ type: 'weight', description: told.join(', ') });
    console.log(`${name}: ${told.join(', ')}`);
    expect(weights.fonts).toBeLessThanOrEqual(2);
    for (const part of Object.keys(budget) as Part[])
      expect.soft(weights[part], `${part} of the ${name}, in KB`).toBeLessThanOrEqual(budget[part]);
  });
