import { cutByStructure } from '@/lib/segmenter/boundaries';
import { record } from '@/lib/segmenter/record';
import type { Segmenter } from '@/lib/segmenter/segmenter';
import { chooseStarts } from '@/lib/segmenter/starts';

/** Segments as a reviewer would cut them: by how the work is structured, across and inside turns. */
export const STRUCTURE: Segmenter = { name: 'structure', version: 1, cut: cutByStructure, select: chooseStarts, record };
