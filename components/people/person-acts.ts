/** What an administrator of the installation may do about a person. */
export type PersonAct = 'promote' | 'demote' | 'reset' | 'disable' | 'enable';

interface Words {
  item: string;
  title: string;
  means: string;
  confirm: string;
  keep: string;
}

/** How an act is offered, and what is asked before it is done. */
export function wordsOf(act: PersonAct, name: string): Words {
  const keep = 'Cancel';
  if (act === 'promote')
    return {
      item: 'Make administrator',
      title: `Make ${name} an administrator?`,
      means: 'They can then open every project, and manage people as you do.',
      confirm: 'Make administrator',
      keep,
    };
  if (act === 'demote')
    return {
      item: 'Remove as administrator',
      title: `Remove ${name} as administrator?`,
      means: 'They keep their account, and the projects they are a member of.',
      confirm: 'Remove as administrator',
      keep: 'Keep',
    };
  if (act === 'reset')
    return {
      item: 'Create reset link',
      title: `Create a reset link for ${name}?`,
      means: 'Whoever has the link can set a new password. An earlier link stops working.',
      confirm: 'Create link',
      keep,
    };
  if (act === 'disable')
    return {
      item: 'Disable',
      title: `Disable ${name}?`,
      means: 'They are signed out everywhere and their tokens are refused. Their name stays on what they did.',
      confirm: 'Disable',
      keep: 'Keep',
    };
  return { item: 'Enable', title: `Enable ${name}?`, means: 'They can sign in again.', confirm: 'Enable', keep };
}
