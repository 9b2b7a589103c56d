import type { ReactNode } from 'react';

/** Where there is nothing: what would be here, and what to do next. */
export function Empty({
  title,
  children,
  action,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  level?: 1 | 2;
}) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="max-w-measure py-10">
      <Title className="text-title wrap-anywhere">{title}</Title>
      {children && <div className="mt-1 text-ink-2">{children}</div>}
      {action && <div className="mt-3.5">{action}</div>}
    </div>
  );
}
