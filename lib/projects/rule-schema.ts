import { z } from 'zod';
import { IDENTIFIER_CHARS, PATTERN_CHARS, patternProblem } from '@/lib/projects/rule-pattern';
import { storableText } from '@/lib/storable';

const KIND_CHARS = 40;
const URL_CHARS = 500;

const pattern = z
  .string()
  .overwrite(storableText)
  .trim()
  .min(1, 'Say what identifiers look like, such as #(\\d+)')
  .superRefine((text, issues) => {
    const message = patternProblem(text);
    if (message) issues.addIssue({ code: 'custom', message });
  })
  .describe(`A regular expression for a whole identifier, of at most ${PATTERN_CHARS} characters`);

/** The server is fixed: what a pattern caught may stand only after it. */
const ADDRESS = /^https:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#]|$)/i;

const url = z
  .string()
  .overwrite(storableText)
  .trim()
  .max(URL_CHARS)
  .refine(
    (text) => ADDRESS.test(text) && URL.canParse(filled(text, ['x'])),
    'An address begins with https:// and a server, such as https://example.test/issues/{1}',
  )
  .describe('Where it leads: {0} is the identifier, {1} what the first group caught');

export const ruleInput = z.object({
  kind: z
    .string()
    .overwrite(storableText)
    .trim()
    .min(1, 'Name it, such as issue')
    .max(KIND_CHARS)
    .describe('What such an identifier is called'),
  pattern,
  url,
});
export type RuleInput = z.infer<typeof ruleInput>;
export const ruleChange = ruleInput.partial();

/** How identifiers of a project become links; the first rule that fits counts. */
export const referenceRule = z.object({ id: z.string(), kind: z.string(), pattern: z.string(), url: z.string() });
export type ReferenceRule = z.infer<typeof referenceRule>;

/** Tells where the first rule that fits an identifier leads; null where none does. Never anywhere but to the server that the rule names, by https. */
export function linker(rules: readonly Omit<ReferenceRule, 'id'>[]): (text: string) => string | null {
  const compiled = rules.map(({ pattern: is, url: to }) => ({ is: new RegExp(`^(?:${is})$`, 'u'), to }));
  return (text) => {
    if (text.length > IDENTIFIER_CHARS) return null;
    for (const { is, to } of compiled) {
      const caught = is.exec(text);
      const address = caught && filled(to, [...caught]);
      if (address && URL.canParse(address) && new URL(address).protocol === 'https:') return address;
    }
    return null;
  };
}

/** References with what the rules of their project make of them. */
export function linked<T extends { text: string }>(references: T[], rules: readonly ReferenceRule[]): (T & { href?: string })[] {
  if (rules.length === 0) return references;
  const hrefOf = linker(rules);
  return references.map((reference) => {
    const href = hrefOf(reference.text);
    return href ? { ...reference, href } : reference;
  });
}

/** What was caught cannot leave its place in the path: only slashes stay what they are. */
const filled = (template: string, caught: readonly (string | undefined)[]): string =>
  template.replace(/\{(\d)\}/g, (_, at: string) => encodeURIComponent(caught[Number(at)] ?? '').replaceAll('%2F', '/'));
