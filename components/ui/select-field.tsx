import { field, fieldLabel } from './field';

interface SelectFieldProps {
  name: string;
  label: string;
  options: readonly { is: string | number; name: string }[];
  /** What is chosen at first. */
  usual: string | number;
}

/** A choice of few with its label above. */
export const SelectField = ({ name, label, options, usual }: SelectFieldProps) => (
  <label>
    <span className={fieldLabel}>{label}</span>
    <select className={field()} name={name} defaultValue={usual}>
      {options.map((option) => (
        <option key={option.is} value={option.is}>
          {option.name}
        </option>
      ))}
    </select>
  </label>
);
