'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface NavLinkProps {
  href: string;
  className: string;
  /** Names the link where its label is an icon. */
  name?: string;
  children: ReactNode;
}

/** A link that says when the page it leads to, or one below it, is shown. */
export function NavLink({ href, className, name, children }: NavLinkProps) {
  const path = usePathname();
  const isShown = path === href || path.startsWith(`${href}/`);
  return (
    <Link href={href} className={className} aria-current={isShown ? 'page' : undefined} aria-label={name} title={name}>
      {children}
    </Link>
  );
}
