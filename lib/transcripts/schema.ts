import { z } from 'zod';
import { warning } from '@/lib/events/schema';

export const transcriptResult = z.object({
  sessions: z.array(
    z.object({
      sid: z.string(),
      external_id: z.string(),
      format: z.string(),
      url: z.string(),
      accepted: z.number().int(),
      duplicates: z.number().int(),
      prompts: z.number().int(),
      segments: z.number().int(),
      warnings: z.array(warning),
    }),
  ),
});
export type TranscriptResult = z.infer<typeof transcriptResult>;
