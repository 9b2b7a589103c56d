import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Contradictions } from './claim-verdict';

const claim = (reason: string) => ({ verdict: { is: 'contradicted' as const, reason, evidence: [1209] } });
const textOf = (claims: ReturnType<typeof claim>[], said: ReturnType<typeof claim>[] = []) =>
  renderToStaticMarkup(<Contradictions claims={claims} said={said} path="/p/segments/1" />).replace(/<[^>]+>/g, '');

test('one reason is said once, with where it is proved', () => {
  const failed = claim('The last test run failed');
  expect(textOf([failed, failed])).toBe('Contradicted by the facts: the last test run failed\u00a0(event 1,209).');
  expect(textOf([failed], [failed])).toBe('');
  expect(textOf([failed], [claim('No commit was made')])).not.toBe('');
});
