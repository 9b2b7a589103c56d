import { expect, TranscriptWriter, test } from './fixtures';

const TURNS = 3000;
// A trace takes a picture of all 30,000 elements at every step.
test.use({ trace: 'off' });

test('a session of 3,000 segments: the first are whole, the later ones are lines that complete themselves', async ({
  page,
  api,
}) => {
  const writer = new TranscriptWriter();
  for (let turn = 1; turn <= TURNS; turn++)
    writer.prompt(`Check the mooring of boat ${turn}`).says(`Boat ${turn} is moored well; its line is new.`).pause(60);
  const { sessions } = await api.transcript(writer.text());
  await page.goto(sessions[0]?.url ?? '');
  const list = page
    .getByRole('main')
    .getByRole('list')
    .filter({ has: page.locator('#segment-1') });
  await expect(list.locator('[id^="segment-"]')).toHaveCount(TURNS);
  await expect(page.locator('#segment-60').getByText('Outcome', { exact: true })).toBeAttached();
  const last = page.locator(`#segment-${TURNS}`);
  await expect(last).toContainText(`Check the mooring of boat ${TURNS}`);
  await expect(last).toContainText('is moored well');
  await expect(last.getByText('Outcome', { exact: true })).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  // What is above takes its real height only when it is near: a reader, too, scrolls on until the end is there.
  await page.waitForFunction(
    (id) => {
      const row = document.getElementById(id);
      row?.scrollIntoView({ block: 'center' });
      return row?.hasAttribute('data-complete') && row.checkVisibility({ contentVisibilityAuto: true });
    },
    `segment-${TURNS}`,
    { polling: 500 },
  );
  await expect(last.getByText('Outcome', { exact: true })).toBeVisible();
});
