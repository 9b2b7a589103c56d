import { isTransient } from '@/db/transient';
import { AppError } from '@/lib/errors';

/** Runs database work; what passes by itself becomes the error that tells a client to try again. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) && isTransient(error)) {
      throw new AppError('unavailable', 'The database cannot be reached at the moment. Try again.');
    }
    throw error;
  }
}
