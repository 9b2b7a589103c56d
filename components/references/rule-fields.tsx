import { TextField } from '@/components/ui/text-field';
import { ApiError } from '@/lib/http/api';
import type { ReferenceRule, RuleInput } from '@/lib/projects/rule-schema';

const KIND_CHARS = 40;
const PATTERN_CHARS = 100;
const URL_CHARS = 500;

/** What a rule says. */
export function RuleFields({ rule, error }: { rule?: ReferenceRule; error: Error | null }) {
  const problem = (name: string) =>
    error instanceof ApiError ? error.problem.issues.find(({ path }) => path === name)?.message : undefined;
  const common = { required: true, autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;
  return (
    <div className="grid gap-4">
      <TextField
        {...common}
        name="kind"
        label="Name"
        maxLength={KIND_CHARS}
        defaultValue={rule?.kind}
        placeholder="Such as issue"
        problem={problem('kind')}
      />
      <TextField
        {...common}
        name="pattern"
        label="Pattern"
        maxLength={PATTERN_CHARS}
        defaultValue={rule?.pattern}
        placeholder="#(\d+)"
        className="font-mono"
        hint="A regular expression for the whole identifier."
        problem={problem('pattern')}
      />
      <TextField
        {...common}
        name="url"
        label="Leads to"
        maxLength={URL_CHARS}
        defaultValue={rule?.url}
        placeholder="https://issues.example.com/{1}"
        className="font-mono"
        hint="{0} is the identifier, {1} what the first group caught. Only https."
        problem={problem('url')}
      />
    </div>
  );
}

export const ruleOf = (form: FormData): RuleInput => ({
  kind: String(form.get('kind') ?? ''),
  pattern: String(form.get('pattern') ?? ''),
  url: String(form.get('url') ?? ''),
});
