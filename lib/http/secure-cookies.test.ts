import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { testTeam } from '@/lib/auth/testing';
import { testApi } from '@/lib/http/testing';
import { belongings, PASSWORD } from '@/lib/http/testing-belongings';

const held = testDatabase();

test('behind https a sign-in is kept in a cookie that goes nowhere else', async () => {
  const api = testApi(held, { DEBRIEF_MODE: 'team', DEBRIEF_URL: 'https://debrief.example.test' });
  const { email } = await belongings(held.db, (await testTeam(held).person()).id);
  const answer = await api.send('POST', '/api/auth/sign-in/email', { email, password: PASSWORD });
  const kept = /^__Secure-debrief\.session_token=[^;]+;.*HttpOnly; Secure; SameSite=Lax/;
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, [expect.stringMatching(kept)]]);
});
