import { button } from '@/components/ui/button';
import { field, fieldLabel } from '@/components/ui/field';
import type { ListQuery } from './address';

interface Field {
  name: string;
  label: string;
  type?: 'text' | 'date';
  hint?: string;
}

/** Fields in the menu of a chip; they make an address, and need no scripts. */
export const FieldForm = ({ path, kept, fields }: { path: string; kept: ListQuery; fields: Field[] }) => (
  <form action={path} className="w-64 p-2 max-md:w-full">
    <Kept query={kept} />
    {fields.map(({ name, label, type = 'text', hint }) => (
      <label key={name} className="mb-3 block">
        <span className={fieldLabel}>{label}</span>
        <input className={field()} name={name} type={type} placeholder={hint} required={fields.length === 1} autoComplete="off" />
      </label>
    ))}
    <button type="submit" className={button()}>
      Apply
    </button>
  </form>
);

interface WordsFilterProps {
  path: string;
  kept: ListQuery;
  q: string | undefined;
  /** What is listed. */
  name: string;
  /** What of it the words are looked for in. */
  hint: string;
}

/** Finds what has some words, whatever else it is narrowed by. */
export const WordsFilter = ({ path, kept, q, name, hint }: WordsFilterProps) => (
  <search aria-label={name} className="w-72 max-md:w-full">
    <form action={path}>
      <Kept query={kept} />
      <input
        key={q}
        className={field()}
        type="search"
        name="q"
        defaultValue={q}
        placeholder={hint}
        aria-label={hint}
        autoComplete="off"
      />
    </form>
  </search>
);

function Kept({ query }: { query: ListQuery }) {
  const filled = Object.entries(query).map(([name, value]) => [name, [value].flat().join(',')] as const);
  return filled.map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />);
}
