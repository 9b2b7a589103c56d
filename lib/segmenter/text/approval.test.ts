import { expect, test } from 'vitest';
import { isApproval } from '@/lib/segmenter/text/approval';

test.each([
  'yes',
  'Yes!',
  'ok go ahead',
  'OK, continue please',
  'commit this',
  'commit and push it',
  '1',
  'option 2',
  'b',
  '1+2',
  '👍',
  '👍🏽 ✅',
  'looks good',
  'sounds good, thanks',
  'do it',
  'Yes, do that',
  "yes let's do it",
  'lgtm',
  'go',
  'keep going',
])('%j joins the turn before', (text) => {
  expect(isApproval(text)).toBe(true);
});

test.each([
  '',
  'yes but rename the parser first',
  'ok?',
  'commit the migration',
  'Fix the date parser',
  'continue with the second page of the report and then write the tests for it',
  'no',
  'stop',
  'why',
  'a test',
  'the parser',
  '/clear',
  'undo',
])('%j says something of its own', (text) => {
  expect(isApproval(text)).toBe(false);
});
