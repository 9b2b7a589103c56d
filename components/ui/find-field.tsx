import { field } from './field';

interface FindFieldProps {
  label: string;
  className: string;
  value: string;
  onChange: (value: string) => void;
}

/** Narrows a list of choices by words. */
export const FindField = ({ label, className, value, onChange }: FindFieldProps) => (
  <input
    type="search"
    className={field({ class: className })}
    aria-label={label}
    placeholder={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
);
