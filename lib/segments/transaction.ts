import type { Database } from '@/db/client';

/** The database inside a transaction. */
export type Tx = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];
