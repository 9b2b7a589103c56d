import type { Context, PersonActor } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';

/** The person who asks. Throws `forbidden` for a token and whoever else is none. */
export function personOf({ actor }: Pick<Context, 'actor'>): PersonActor {
  if (actor.type !== 'person') throw new AppError('forbidden', 'A token cannot do this: sign in as a person.');
  return actor;
}

/** The id of whom what people add is by: a person who is signed in, or whose token asks; null for a project's token and everybody else. */
export function personIdOf({ actor }: Pick<Context, 'actor'>): string | null {
  if (actor.type === 'person') return actor.id;
  return actor.type === 'token' ? actor.personId : null;
}

/** The same, of whom something is to be kept. Throws `forbidden` for a project's token and whoever else is nobody in particular. */
export function reviewerOf(ctx: Pick<Context, 'actor'>): string {
  const id = personIdOf(ctx);
  if (id === null) throw new AppError('forbidden', 'This is kept for a person: sign in, or send a token of your own.');
  return id;
}
