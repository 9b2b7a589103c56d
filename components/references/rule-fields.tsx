import type { ComponentProps } from 'react';
import { TextField } from '@/components/ui/text-field';
import { ApiError } from '@/lib/http/api';
import type { ReferenceRule, RuleInput } from '@/lib/projects/rule-schema';

type Field = ComponentProps<typeof TextField> & { name: keyof RuleInput };

const FIELDS: Field[] = [
  { name: 'kind', label: 'Name', maxLength: 40, placeholder: 'Such as issue' },
  {
    ...{ name: 'pattern', label: 'Pattern', maxLength: 100, placeholder: '#(\\d+)', className: 'font-mono' },
    hint: 'A regular expression for the whole identifier.',
  },
  {
    ...{ name: 'url', label: 'Leads to', maxLength: 500, placeholder: 'https://issues.example.com/{1}', className: 'font-mono' },
    hint: '{0} is the identifier, {1} what the first group caught. Only https.',
  },
];

/** What a rule says. */
export function RuleFields({ rule, error }: { rule?: ReferenceRule; error: Error | null }) {
  const issues = error instanceof ApiError ? error.problem.issues : [];
  return (
    <div className="grid gap-4">
      {FIELDS.map((field) => (
        <TextField
          key={field.name}
          {...field}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={rule?.[field.name]}
          problem={issues.find(({ path }) => path === field.name)?.message}
        />
      ))}
    </div>
  );
}

export const ruleOf = (form: FormData): RuleInput => ({
  kind: String(form.get('kind') ?? ''),
  pattern: String(form.get('pattern') ?? ''),
  url: String(form.get('url') ?? ''),
});
