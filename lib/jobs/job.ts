import type { z } from 'zod';
import type { Context } from '@/lib/auth/context';
import type { JobName } from '@/lib/jobs/queue';

/** A kind of job: `run` is one call into the domain, and may be repeated. */
export interface JobKind<Input extends z.ZodType = z.ZodType> {
  name: JobName;
  input: Input;
  run(ctx: Context, input: z.output<Input>): Promise<void>;
}

export const defineJob = <Input extends z.ZodType>(kind: JobKind<Input>): JobKind<Input> => kind;
