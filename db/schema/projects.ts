import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from '@/db/schema/columns';

/** A named space: sessions belong to one. */
export const projects = pgTable('projects', {
  id: uuid().primaryKey(),
  name: text().notNull().unique(), // finds a project by the name in a URL
  createdAt: instant('created_at').notNull().defaultNow(),
  /** A person deleted it: its content is gone, and an agent that goes on sending does not bring it back. */
  deletedAt: instant('deleted_at'),
});

/** Secrets of this installation that every node must share, made at first use. */
export const keys = pgTable('keys', {
  name: text().primaryKey(),
  value: bytea().notNull(),
});
