import type { Context, PersonActor } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';

/** The person who asks. Throws `forbidden` for a token and whoever else is none. */
export function personOf({ actor }: Pick<Context, 'actor'>): PersonActor {
  if (actor.type !== 'person') throw new AppError('forbidden', 'A token cannot do this: sign in as a person.');
  return actor;
}
