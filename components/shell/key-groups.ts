/** A thing that keys do. Keys that are pressed together or one after the other stand in one entry; other ways to the same in another. */
interface KeyEntry {
  name: string;
  keys: string[];
  /** Between the keys: `or` where one is enough, `then` where the second follows. */
  by?: 'then' | 'or';
  /** It changes something, or leads out: not for who only has a link. */
  isOurs?: true;
}

/** ⌘ on Apple's keyboards, Ctrl on others. */
export const COMMAND = 'command';

/** All keys, by what they are for. */
export const KEY_GROUPS: { title: string; entries: KeyEntry[] }[] = [
  {
    title: 'Move',
    entries: [
      { name: 'Next / previous segment', keys: ['J', 'K'], by: 'or' },
      { name: 'Next to review', keys: ['N'], isOurs: true },
      { name: 'Next / previous session', keys: [']', '['], by: 'or', isOurs: true },
      { name: 'Open segment', keys: ['↵'] },
      { name: 'Back to timeline, close', keys: ['Esc'] },
      { name: 'Inbox', keys: ['G', 'I'], by: 'then', isOurs: true },
      { name: 'Sessions', keys: ['G', 'S'], by: 'then', isOurs: true },
      { name: 'Questions', keys: ['G', 'Q'], by: 'then', isOurs: true },
      { name: 'Decisions', keys: ['G', 'D'], by: 'then', isOurs: true },
    ],
  },
  {
    title: 'Review',
    entries: [
      { name: 'Reviewed, on or off', keys: ['X'], isOurs: true },
      { name: 'Reviewed up to here', keys: ['⇧', 'X'], isOurs: true },
      { name: 'Comment', keys: ['C'], isOurs: true },
      { name: 'Answer question', keys: ['A'], isOurs: true },
      { name: 'Flag a wrong claim', keys: ['F'], isOurs: true },
      { name: 'Seen / unseen, in the inbox', keys: ['U'], isOurs: true },
      { name: 'Undo', keys: ['Z'], isOurs: true },
    ],
  },
  {
    title: 'Look',
    entries: [
      { name: 'Evidence', keys: ['E'] },
      { name: 'Outcomes only / full', keys: ['O'] },
      { name: 'Copy link', keys: ['Y'] },
      { name: 'Search', keys: ['/'], isOurs: true },
      { name: 'Command menu', keys: [COMMAND, 'K'], isOurs: true },
      { name: 'This list', keys: ['?'] },
    ],
  },
];
