import { SelectField } from '@/components/ui/select-field';
import { ROLES } from './roles';

/** Chooses a role in a form, as `role`. */
export const RoleField = () => <SelectField name="role" label="Role" options={ROLES} usual="reviewer" />;

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
