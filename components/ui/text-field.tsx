import { type InputHTMLAttributes, useId } from 'react';
import { field, fieldLabel } from './field';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string;
  label: string;
  /** What is asked of the text, while nothing is wrong with it. */
  hint?: string | undefined;
  /** What is wrong with it. */
  problem?: string | undefined;
}

/** A field with its label above, and what is wrong with it below. */
export function TextField({ label, hint, problem, className, ...input }: TextFieldProps) {
  const id = useId();
  const said = problem ?? hint;
  return (
    <div>
      <label className={fieldLabel} htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={field({ class: className })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={said ? `${id}-said` : undefined}
      />
      {said && (
        <p id={`${id}-said`} className={`mt-1.5 text-meta ${problem ? 'text-fail' : 'text-ink-3'}`}>
          {said}
        </p>
      )}
    </div>
  );
}
