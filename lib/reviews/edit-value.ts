import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { AppError, type Issue } from '@/lib/errors';
import { editValues } from '@/lib/reviews/edit-schema';
import { safeWords } from '@/lib/reviews/safe-words';
import type { EditValue } from '@/lib/segments/edit-overlay';
import type { EditField } from '@/lib/segments/word-schema';

type Item = { id?: string | null | undefined; text: string; owner?: 'agent' | 'person'; by?: 'agent' | 'person' };

/** A value for a field, checked, without secrets and as it is stored: every item with its id, one of those `known` or a new one. Throws `invalid_request`. */
export async function storableValue(field: EditField, value: unknown, known: ReadonlySet<string>): Promise<EditValue> {
  const checked: z.ZodSafeParseResult<unknown> = editValues[field].safeParse(value);
  if (!checked.success)
    throw refused(checked.error.issues.map(({ path, code, message }) => ({ path: ['value', ...path].join('.'), code, message })));
  if (typeof checked.data === 'string') {
    const [text = ''] = await safeWords([checked.data]);
    return text.trim() === '' ? null : text;
  }
  return Array.isArray(checked.data) ? storableItems(field, checked.data as Item[], known) : null;
}

async function storableItems(field: EditField, items: readonly Item[], known: ReadonlySet<string>): Promise<EditValue> {
  const texts = await safeWords(items.map(({ text }) => text.trim()));
  const given = new Set<string>();
  return items.flatMap(({ id, owner, by }, i) => {
    const text = texts[i] ?? '';
    if (text === '') return [];
    const own = id?.toLowerCase();
    if (own && (!known.has(own) || given.has(own)))
      throw refused([{ path: `value.${i}.id`, code: 'custom', message: 'This is no item of the list' }]);
    const name = own ?? uuidv7();
    given.add(name);
    return [{ id: name, text, party: field === 'open_questions' ? null : (owner ?? by ?? 'agent') }];
  });
}

const refused = (issues: Issue[]) =>
  new AppError('invalid_request', issues[0] ? `${issues[0].path}: ${issues[0].message}` : 'The request is not valid', { issues });
