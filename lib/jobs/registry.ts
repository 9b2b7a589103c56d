import { indexJob } from '@/lib/jobs/index-words';
import type { JobKind } from '@/lib/jobs/job';
import { settleJob } from '@/lib/jobs/settle';

export const JOBS: readonly JobKind[] = [settleJob, indexJob];
