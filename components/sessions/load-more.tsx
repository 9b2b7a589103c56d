import Link from 'next/link';
import { button } from '@/components/ui/button';

/** Shows more rows of a list, below those that are there. */
export const LoadMore = ({ href, count }: { href: string; count: number }) => (
  <p className="pt-4">
    <Link className={button()} href={href} scroll={false} replace prefetch={false}>
      Load {count} more
    </Link>
  </p>
);
