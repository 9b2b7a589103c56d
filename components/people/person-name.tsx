import { ShownText } from '@/components/evidence/shown-text';

interface PersonNameProps {
  name: string;
  email: string | null;
  /** What is to be known of them at once, such as that they are disabled. */
  marks: readonly (string | false)[];
}

/** Who somebody is: their name, what is said of them, and their email under it. */
export function PersonName({ name, email, marks }: PersonNameProps) {
  return (
    <div className="min-w-0 wrap-anywhere">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium" dir="auto">
          <ShownText text={name} />
        </span>
        {marks.map((mark) => mark && <Mark key={mark}>{mark}</Mark>)}
      </p>
      {email && <p className="text-meta text-ink-3">{email}</p>}
    </div>
  );
}

const Mark = ({ children }: { children: string }) => <span className="text-meta text-ink-3">{children}</span>;
