import { cutByStructure } from '@/lib/segmenter/boundaries/cut';
import { chooseStarts } from '@/lib/segmenter/boundaries/starts';
import { record } from '@/lib/segmenter/records/record';
import type { Segmenter } from '@/lib/segmenter/segmenter';

/** Segments as a reviewer would cut them: by how the work is structured, across and inside turns. */
export const STRUCTURE: Segmenter = { name: 'structure', version: 1, cut: cutByStructure, select: chooseStarts, record };
