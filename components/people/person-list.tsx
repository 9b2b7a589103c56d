'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Ago } from '@/components/ui/ago';
import { button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { ShownOnce } from '@/components/ui/shown-once';
import type { Clock } from '@/lib/display';
import { changePerson, createResetLink } from '@/lib/people/client';
import type { Person } from '@/lib/people/person-schema';
import { type PersonAct, wordsOf } from './person-acts';
import { PersonName } from './person-name';
import { roleName } from './roles';

interface PersonListProps {
  people: Person[];
  /** Who reads this. */
  me: string;
  clock: Clock;
}

/** Everybody of the installation, with what an administrator may do about them. */
export function PersonList({ people, me, clock }: PersonListProps) {
  const router = useRouter();
  const [asked, ask] = useState<{ person: Person; act: PersonAct } | null>(null);
  const [link, setLink] = useState<{ of: string; url: string } | null>(null);
  const run = async ({ person: { id }, act }: { person: Person; act: PersonAct }) => {
    if (act === 'reset') setLink({ of: id, url: (await createResetLink(id)).url });
    else await changePerson(id, CHANGES[act]);
    router.refresh();
  };
  const putAway = (id: string) => {
    setLink(null);
    document.getElementById(`person-${id}`)?.querySelector('summary')?.focus();
  };
  return (
    <>
      <ul>
        {people.map((person) => (
          <li key={person.id} id={`person-${person.id}`} className="border-t border-line py-2.5 text-ui last:border-b">
            <PersonRow person={person} isMe={person.id === me} clock={clock} ask={(act) => ask({ person, act })} />
            {link?.of === person.id && (
              <div className="mt-3">
                <ShownOnce
                  title={`A link for ${person.name} to set a new password`}
                  lead="Send it to them. It works once, for a day. It is not kept, and not shown again."
                  secret={link.url}
                  copy="Copy link"
                  onDone={() => putAway(person.id)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <ConfirmDialog {...wordsOf(asked.act, asked.person.name)} onClose={() => ask(null)} onConfirm={() => run(asked)}>
          {wordsOf(asked.act, asked.person.name).means}
        </ConfirmDialog>
      )}
    </>
  );
}

const CHANGES = {
  promote: { is_admin: true },
  demote: { is_admin: false },
  disable: { is_disabled: true },
  enable: { is_disabled: false },
} as const;

interface RowProps {
  person: Person;
  isMe: boolean;
  clock: Clock;
  ask: (act: PersonAct) => void;
}

function PersonRow({ person, isMe, clock, ask }: RowProps) {
  const { name, email, is_admin, disabled_at, last_sign_in_at, projects } = person;
  const acts: PersonAct[] = disabled_at ? ['enable'] : [is_admin ? 'demote' : 'promote', 'reset', 'disable'];
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-6 max-md:block">
        <PersonName
          name={name}
          email={email}
          marks={[isMe && 'You', is_admin && 'Administrator', disabled_at !== null && 'Disabled']}
        />
        <div className="text-meta text-ink-2 max-md:mt-1">
          <p className="wrap-anywhere">{is_admin ? 'Every project' : partsOf(projects)}</p>
          <p className="text-ink-3">
            {last_sign_in_at ? (
              <>
                Signed in <Ago iso={last_sign_in_at} now={clock.now} />
              </>
            ) : (
              'Not signed in yet'
            )}
          </p>
        </div>
      </div>
      <div className="scripted">
        <Menu
          align="end"
          name={`Actions for ${name}`}
          className={button({ variant: 'ghost', isIcon: true })}
          label={<Icon name="more" />}
        >
          {acts.map((act) => (
            <button key={act} type="button" className="menu-item" onClick={() => ask(act)}>
              {wordsOf(act, name).item}
            </button>
          ))}
        </Menu>
      </div>
    </div>
  );
}

const partsOf = (projects: Person['projects']): string =>
  projects.map(({ project, role }) => `${project} (${roleName(role).toLowerCase()})`).join(', ') || 'No project';
