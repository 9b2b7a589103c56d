import type { TokenScope } from '@/lib/tokens/schema';

/** What a token can, in words. */
export const SCOPES: readonly { is: TokenScope; name: string; means: string }[] = [
  { is: 'ingest', name: 'Add events', means: 'Send transcripts, events and segments' },
  { is: 'read', name: 'Read', means: 'Sessions, segments, events and handoffs' },
  { is: 'review', name: 'Review', means: 'Answer questions, cut sessions, split and merge segments' },
];

/** `Add events, read` */
export function scopeWords(scopes: readonly TokenScope[]): string {
  const words = SCOPES.filter(({ is }) => scopes.includes(is)).map(({ name }, at) => (at === 0 ? name : name.toLowerCase()));
  return words.join(', ');
}
