import { type SQL, sql } from 'drizzle-orm';
import { askedReference } from '@/lib/segmenter/references/reference-names';

/** Whether an event reference `r` of the statement is the one that was asked for, by its name or the beginning of a commit's. */
export function isAsked(ref: string): SQL {
  const { names, prefix, repository } = askedReference(ref);
  const isNamed = sql`r.name in ${names}`;
  if (repository) return sql`${isNamed} and strpos(lower(r.text), ${repository}) > 0`;
  // hexadecimal digits sort before g in every collation
  if (prefix)
    return sql`(${isNamed} or r.name > ${prefix} and r.name < ${`${prefix}g`} and starts_with(r.name, ${prefix})) and r.kind = 'commit'`;
  return isNamed;
}
