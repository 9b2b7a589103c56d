import { expectAccessible } from './axe';
import { type Api, expect, TranscriptWriter, test } from './fixtures';

const tell = (api: Api, session: string, name: string, more: Record<string, unknown>) =>
  api.send('POST', `/projects/${api.project}/hooks/claude-code`, {
    ...{ session_id: session, cwd: '/home/ada/ferry', hook_event_name: name, ...more },
  });

test('what hooks tell is there at once, and gives way to the transcript while it is read', async ({ page, api }) => {
  const transcript = new TranscriptWriter();
  const { sessionId } = transcript;
  await tell(api, sessionId, 'UserPromptSubmit', { prompt: 'Oil the ramp of the ferry' });
  await tell(api, sessionId, 'PostToolUse', {
    ...{ tool_name: 'Bash', tool_input: { command: 'oil --ramp' }, tool_response: { stdout: 'two drops', stderr: '' } },
    tool_use_id: `toolu_1_${sessionId.slice(0, 8)}`,
  });

  await page.goto(`/${api.project}`);
  const row = page.getByRole('article').filter({ hasText: 'Oil the ramp of the ferry' });
  await expect(row).toContainText('Now: Bash · oil --ramp');
  await row.getByRole('link', { name: 'Oil the ramp of the ferry' }).click();

  const told = page.getByRole('region', { name: 'Told by hooks' });
  await expect(told).toContainText('Preliminary. The transcript takes its place when it arrives.');
  await told.getByText('oil --ramp').click();
  await expect(told.getByText('two drops')).toBeVisible();
  await expectAccessible(page, 'a session told by hooks');

  await tell(api, sessionId, 'Stop', { last_assistant_message: 'The ramp is oiled.' });
  await expect(told.getByText('The ramp is oiled.')).toBeVisible();
  await tell(api, sessionId, 'UserPromptSubmit', { prompt: 'And the hinges?' });
  await expect(told.getByText('And the hinges?')).toBeVisible();

  transcript.prompt('Oil the ramp of the ferry').runs('Bash', { command: 'oil --ramp' }, 'two drops').says('The ramp is oiled.');
  await api.transcript(transcript.text());
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(told.getByRole('listitem')).toHaveText([/And the hinges\?/]);
});
