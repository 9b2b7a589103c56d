import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';
import { accounts, deviceCodes, invitations, referenceRules, shares, signIns, tombstones, verifications } from '@/db/schema';
import { hashPassword } from '@/lib/auth/passwords';
import { testTeam } from '@/lib/auth/testing';
import { hashOf, newSecret } from '@/lib/auth/tokens';
import { resetIdentifier } from '@/lib/people/reset-queries';

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** Everybody's here; hashing one for each would take longer than all else. */
export const PASSWORD = 'a ferry for every tide';
let hash: Promise<string> | undefined;

/** What is a person's own: a token, a sign-in, a password, an identity at a provider, and a command line that they let in. Another command line waits. */
export async function belongings(db: Database, personId: string, ownProvider = 'github') {
  const { id } = await testTeam({ db }).token({ personId, scopes: ['read'] });
  const [ownSignIn, deviceCode, resetSecret] = [uuidv7(), newSecret(), newSecret()];
  const userCode = newSecret()
    .replaceAll(/[^A-Za-z0-9]/g, 'X')
    .slice(0, 8)
    .toUpperCase();
  hash ??= hashPassword(PASSWORD);
  await db.orm.insert(accounts).values([
    { id: uuidv7(), userId: personId, providerId: 'credential', accountId: personId, password: await hash },
    { id: uuidv7(), userId: personId, providerId: ownProvider, accountId: uuidv7() },
  ]);
  await db.orm.insert(signIns).values({ id: ownSignIn, userId: personId, token: newSecret(), expiresAt: inAnHour() });
  const row = { expiresAt: inAnHour(), clientId: 'a-laptop', pollingInterval: 0 };
  await db.orm.insert(deviceCodes).values([
    { ...row, id: uuidv7(), deviceCode, userCode: newSecret(), status: 'approved', userId: personId },
    { ...row, id: uuidv7(), deviceCode: newSecret(), userCode, status: 'pending' },
  ]);
  const proof = { id: uuidv7(), identifier: resetIdentifier(resetSecret), value: personId, expiresAt: inAnHour() };
  await db.orm.insert(verifications).values(proof);
  const email = `${personId}@example.test`;
  return { ownToken: id, ownSignIn, ownProvider, deviceCode, userCode, resetSecret, email };
}

/** Links into a project and to a session, and a session that was deleted. */
export async function links(db: Database, projectId: string, sessionId: string) {
  const [invitation, share, invitationSecret, shareSecret] = [uuidv7(), uuidv7(), newSecret(), newSecret()];
  const { id: madeBy } = await testTeam({ db }).person({ roles: { [projectId]: 'admin' } });
  const of = { tokenHash: hashOf(invitationSecret), projectId, madeBy, expiresAt: inAnHour() };
  await db.orm.insert(invitations).values({ ...of, id: invitation, role: 'viewer' });
  await db.orm.insert(shares).values({ id: share, tokenHash: hashOf(shareSecret), sessionId, expiresAt: inAnHour() });
  await db.orm.insert(tombstones).values({ projectId, externalId: 'gone' });
  const rule = uuidv7();
  const leads = { kind: 'issue', pattern: '#(\\d+)', url: 'https://issues.test/{1}' };
  await db.orm.insert(referenceRules).values({ ...leads, id: rule, projectId, position: 1 });
  return { invitation, invitationSecret, share, shareSecret, rule, gone: 'gone' };
}
