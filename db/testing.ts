import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect, type Database } from '@/db/client';

/** Clones the migrated template: a database of its own for the test file that calls this. `db` and `url` are there from `beforeAll` on. */
export function testDatabase(): { db: Database; url: string } {
  const held = { db: undefined as unknown as Database, url: '' };
  const name = `debrief_test_${randomBytes(8).toString('hex')}`;
  const admin = () => postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
  beforeAll(async () => {
    const client = admin();
    await client`create database ${client(name)} template ${client(inject('templateName'))}`;
    await client.end();
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${name}`;
    held.url = url.href;
    held.db = connect(url.href, { max: 12 });
  });
  afterAll(async () => {
    await held.db?.close();
    const client = admin();
    await client`drop database if exists ${client(name)} with (force)`;
    await client.end();
  });
  return held;
}
