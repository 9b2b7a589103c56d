import { expect, test } from 'vitest';
import { connect } from '@/db/client';
import { testDatabase } from '@/db/testing';
import { isTransient } from '@/db/transient';

const held = testDatabase();

test('a transaction is committed, or undone with the error that ended it', async () => {
  await held.db.sql`create table things (n int)`;
  expect(await held.db.sql.begin(async (sql) => (await sql`insert into things values (1) returning n`)[0]?.n)).toBe(1);
  const failed = held.db.sql.begin(async (sql) => {
    await sql`insert into things values (2)`;
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  await expect(held.db.sql.begin('read only', (sql) => sql`insert into things values (3)`)).rejects.toMatchObject({
    code: '25006',
  });
  expect((await held.db.sql`select n from things`).map(({ n }) => n)).toEqual([1]);
});

test.each(['in a statement', 'between statements'])('a connection lost %s rejects, and the pool works on', async (when) => {
  for (let round = 0; round < 20; round += 1) {
    let pid = 0;
    const lost = held.db.sql.begin(async (sql) => {
      [{ pid } = { pid: 0 }] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      if (when === 'in a statement') await sql`select pg_terminate_backend(${pid})`;
      await held.db.sql`select pg_terminate_backend(${pid})`;
      await sql`select 1`;
    });
    await expect(lost).rejects.toThrow();
    expect((await held.db.sql`select 1 as one`)[0]?.one).toBe(1);
  }
});

test('a transaction does not wait for ever for what another one holds', async () => {
  await held.db.sql`create table held (n int)`;
  await held.db.sql`insert into held values (1)`;
  const hasty = connect(held.url, { lockMs: 20 });
  await held.db.sql.begin(async (sql) => {
    await sql`select n from held for update`;
    await expect(hasty.sql.begin((other) => other`select n from held for update`)).rejects.toSatisfy(isTransient);
  });
  expect(await hasty.sql.begin((other) => other`select n from held for update`)).toHaveLength(1);
  await hasty.close();
});
