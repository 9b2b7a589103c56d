import {
  readCustomCall,
  readFunctionCall,
  readImageCall,
  readLocalShellCall,
  readToolSearch,
  readWebSearch,
} from '@/lib/formats/codex/calls';
import { readMessageItem } from '@/lib/formats/codex/messages';
import { readOutput, readToolSearchOutput } from '@/lib/formats/codex/outputs';
import type { Reader } from '@/lib/formats/codex/reading';
import { readReasoningItem } from '@/lib/formats/codex/reasoning';
import { noise } from '@/lib/formats/drafts';

/** Readers of what the model saw and wrote. */
export const ITEMS: Record<string, Reader> = {
  message: readMessageItem,
  reasoning: readReasoningItem,
  function_call: readFunctionCall,
  function_call_output: readOutput,
  custom_tool_call: readCustomCall,
  custom_tool_call_output: readOutput,
  local_shell_call: readLocalShellCall,
  web_search_call: (reading) => readWebSearch(reading, 'item'),
  tool_search_call: readToolSearch,
  tool_search_output: readToolSearchOutput,
  image_generation_call: readImageCall,
  ghost_snapshot: () => [noise('snapshot')],
  compaction: () => [noise('compaction_item')],
  compaction_summary: () => [noise('compaction_item')],
};
