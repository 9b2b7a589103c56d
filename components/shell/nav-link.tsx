'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface NavLinkProps {
  href: string;
  className: string;
  /** Names the link where its label is an icon. */
  name?: string;
  /** Pages below it are another one's. */
  isExact?: boolean;
  children: ReactNode;
}

/** A link that says when the page it leads to, or one below it, is shown. */
export function NavLink({ href, className, name, isExact = false, children }: NavLinkProps) {
  const path = usePathname();
  const isShown = path === href || (!isExact && path.startsWith(`${href}/`));
  return (
    <Link href={href} className={className} aria-current={isShown ? 'page' : undefined} aria-label={name} title={name}>
      {children}
    </Link>
  );
}
