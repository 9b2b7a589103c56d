import { type Facts, REFERENCE_ROLES, type Reference } from '@/lib/segments/schema';

const MAX_REFERENCES = 100;

/** What a segment's facts say it made. */
export const referencesOfFacts = (facts: Pick<Facts, 'commits' | 'pull_requests'>): Reference[] =>
  unique([
    ...facts.commits.map((text) => ({ kind: 'commit' as const, text, role: 'produced' as const })),
    ...facts.pull_requests.map(({ number, url }) => ({
      kind: 'pull_request' as const,
      text: number === null ? url : `#${number}`,
      role: 'produced' as const,
    })),
  ]);

const rank = ({ role }: Reference) => REFERENCE_ROLES.indexOf(role);

/** The references without repetitions, each in its strongest role, those first. */
export function unique(references: readonly Reference[]): Reference[] {
  const identity = identities(references);
  const kept = new Map<string, Reference>();
  for (const reference of references) {
    const key = identity(reference);
    const known = kept.get(key);
    kept.set(key, known ? merged(known, reference) : reference);
  }
  return [...kept.values()].sort(byRole).slice(0, MAX_REFERENCES);
}

/** The one that says more comes first. */
export const byRole = (a: Reference, b: Reference): number => rank(b) - rank(a);

/** What makes two of these references the same: a number is one thing whatever it was called, and with or without its repository where only one is named. */
export function identities(references: readonly Reference[]): (reference: Reference) => string {
  const repositories = new Map<string, Set<string>>();
  for (const { number, repository } of references.flatMap((reference) => numbered(reference) ?? []))
    if (repository) repositories.set(number, (repositories.get(number) ?? new Set()).add(repository));
  return (reference) => {
    const known = numbered(reference);
    if (!known) return `${reference.kind} ${reference.text}`;
    const isShared = (repositories.get(known.number)?.size ?? 0) > 1;
    return isShared ? `#${known.number} ${known.repository}` : `#${known.number}`;
  };
}

/** The shorter text is the one that people use. */
function merged(a: Reference, b: Reference): Reference {
  const { role } = rank(b) > rank(a) ? b : a;
  const kind = b.kind === 'pull_request' ? b.kind : a.kind;
  return { kind, text: b.text.length < a.text.length ? b.text : a.text, role };
}

/** The number of an issue or pull request, and the repository where it stands with it. */
function numbered({ kind, text }: Reference): { number: string; repository: string } | null {
  if (kind !== 'issue' && kind !== 'pull_request') return null;
  const match = text.match(/^(?:https?:\/\/[^/]+\/(.+?)\/(?:-\/)?(?:pull|pulls|issues|merge_requests)\/|([^#]*)#)(\d+)$/);
  return match ? { number: match[3] ?? '', repository: (match[1] ?? match[2] ?? '').toLowerCase() } : null;
}
