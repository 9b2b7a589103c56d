import { field, fieldLabel } from '@/components/ui/field';
import { ROLES } from './roles';

/** Chooses a role in a form, as `role`. */
export const RoleField = () => (
  <label>
    <span className={fieldLabel}>Role</span>
    <select className={field()} name="role" defaultValue="reviewer">
      {ROLES.map(({ is, name }) => (
        <option key={is} value={is}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

/** What the roles mean. */
export const RoleMeanings = () => (
  <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-meta text-ink-3">
    {ROLES.map(({ is, name, means }) => (
      <div key={is} className="contents">
        <dt>{name}</dt>
        <dd>{means}</dd>
      </div>
    ))}
  </dl>
);
