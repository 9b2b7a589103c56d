import Link from 'next/link';
import { PostButton } from '@/components/accounts/post-button';
import { initialsOf } from '@/components/reviews/initials';
import { button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';

/** Who is signed in. */
export interface Viewer {
  name: string;
  email: string;
  isAdmin: boolean;
}

/** What somebody who is signed in can do about that. */
export function PersonMenu({ name, email, isAdmin }: Viewer) {
  return (
    <Menu
      align="end"
      name={`Signed in as ${name}`}
      className={button({ variant: 'ghost', isIcon: true })}
      label={
        <span
          className="grid size-7 flex-none place-items-center rounded-full bg-pencil-soft text-[0.75rem] font-[600] text-pencil"
          aria-hidden="true"
        >
          {initialsOf([name])}
        </span>
      }
    >
      <div className="mb-1 border-b border-line px-2.5 pt-1.5 pb-2.5 text-ui md:max-w-64">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-meta text-ink-3">{email}</p>
      </div>
      <Link href="/settings/account" className="menu-item">
        Account
      </Link>
      {isAdmin && (
        <Link href="/settings/people" className="menu-item">
          Installation settings
        </Link>
      )}
      <PostButton action="/api/auth/sign-out" className="menu-item scripted">
        Sign out
      </PostButton>
    </Menu>
  );
}
