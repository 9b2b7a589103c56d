import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '@/db/embedded.mjs';
import { migrate } from '@/db/migrate';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    templateName: string;
  }
}

/** A database of tests may be lost, so it need not wait for the disk. */
const FLAGS = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** Starts one Postgres for the whole run, with one migrated database that every test file clones. DEBRIEF_TEST_DATABASE_URL: use that server. */
export default async function setup(project: TestProject) {
  const given = process.env.DEBRIEF_TEST_DATABASE_URL;
  const directory = given ? null : mkdtempSync(join(tmpdir(), 'debrief-test-'));
  const server = directory ? await startPostgres({ dir: join(directory, 'postgres'), flags: FLAGS }) : null;
  const url = given ?? server?.url ?? '';
  const templateName = `debrief_template_${process.pid}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(templateName)}`;
  const template = new URL(url);
  template.pathname = `/${templateName}`;
  await migrate(template.href);
  project.provide('postgresUrl', url);
  project.provide('templateName', templateName);
  return async () => {
    await admin`drop database ${admin(templateName)} with (force)`;
    await admin.end();
    await server?.stop();
    if (directory) rmSync(directory, { recursive: true, force: true });
  };
}
