import type { OpenEndState, OpenEnds } from '@/lib/reviews/resolution-client';
import type { QuestionEntry, StepEntry } from '@/lib/reviews/resolution-schema';

/** A question, or a next step. */
export type OpenEnd = ({ kind: 'question' } & QuestionEntry) | ({ kind: 'next_step' } & StepEntry);

export const asOpenEnds = ({ questions, steps }: Pick<OpenEnds, 'questions' | 'steps'>): OpenEnd[] => [
  ...questions.map((entry) => ({ kind: 'question' as const, ...entry })),
  ...steps.map((entry) => ({ kind: 'next_step' as const, ...entry })),
];

/** The address of the list, or of one of its items. */
export function addressOf(project: string, state: OpenEndState, id?: string): string {
  const query = state === 'open' ? '' : `?state=${state}`;
  return `/${project}/questions${id ? `/${id}` : ''}${query}`;
}

/** What a later segment did to it, where nobody spoke. */
export function didOf(entry: OpenEnd): string {
  if (entry.kind === 'question') return 'Answered';
  return entry.state === 'done' ? 'Done' : 'Picked up';
}

/** The state in which a list is shown that has an item in this one. */
export const listOf = ({ state }: OpenEnd): OpenEndState => (state === 'open' || state === 'dropped' ? state : 'answered');
