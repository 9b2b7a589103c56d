import { describe, expect, it } from 'vitest';
import { readInjected, withoutAdditions } from '@/lib/formats/claude-code/injected';
import { headline, tagged } from '@/lib/formats/words';

describe('the title that a prompt gives', () => {
  it.each([
    ['\n\n  Pick the pears.\nAll of them.', 'Pick the pears.'],
    ['brainstorm:\n\n- a ladder\n- a basket', 'brainstorm: a ladder'],
    ['This much longer line has a colon at its end:\nmore', 'This much longer line has a colon at its end:'],
    ['x'.repeat(130), `${'x'.repeat(119)}…`],
    [' \n ', null],
  ])('%j', (text, title) => expect(headline(text)).toBe(title));
});

describe('a prompt without what was put around it', () => {
  it.each([
    ['<ide_selection>a</ide_selection>\n<system-reminder>b</system-reminder>\nGo.', 'Go.'],
    ['Go.\n<system-reminder>b</system-reminder>', 'Go.'],
    ['<system-reminder>only this</system-reminder>', ''],
    ['Explain <system-reminder> tags.', 'Explain <system-reminder> tags.'],
    ['<div>mine</div>', '<div>mine</div>'],
  ])('%j', (text, left) => expect(withoutAdditions(text)).toBe(left));
});

describe('texts that no person typed', () => {
  it.each([
    ['<command-message>prune is running</command-message>\n<command-name>/prune</command-name>', '/prune'],
    ['<bash-input>ls</bash-input>', '!ls'],
    ['<bash-stdout>a</bash-stdout><bash-stderr>b</bash-stderr>', 'a\nb'],
    ['<local-command-stdout>bye</local-command-stdout>', 'bye'],
    ['<task-notification><summary>Done</summary><result>All</result></task-notification>', 'Done\n\nAll'],
    ['{"task_id":"a1","description":"Press cider"}', 'Press cider'],
  ])('%j', (text, read) => expect(readInjected(text)?.text).toBe(read));

  it.each(['Go on.', '<objective>mine', '/clear it'])('not %j', (text) => expect(readInjected(text)).toBeNull());
});

it('reads a tag that was cut off', () => expect(tagged('<a>one', 'a')).toBe('one'));
