import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate, NewerDatabaseError } from '@/db/migrate';

const name = `debrief_migrate_${process.pid}`;
const admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
const url = new URL(inject('postgresUrl'));
url.pathname = `/${name}`;

beforeAll(async () => void (await admin`create database ${admin(name)}`));
afterAll(async () => {
  await admin`drop database ${admin(name)} with (force)`;
  await admin.end();
});

test('of many programs that start at once one migrates, and all find the schema', async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => migrate(url.href)));
  expect(results.filter((result) => result === 'migrated')).toHaveLength(1);
  expect(await migrate(url.href)).toBe('current');
});

test('a database with a migration that this program does not know is left alone', async () => {
  const client = postgres(url.href, { max: 1 });
  await client`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', 99999999999999)`;
  await client.end();
  await expect(migrate(url.href)).rejects.toThrow(NewerDatabaseError);
  await expect(migrate(url.href)).rejects.toThrow('1 migration that this version does not know');
});
