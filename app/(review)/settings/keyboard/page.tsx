import type { Metadata } from 'next';
import { SettingsSection } from '@/components/settings/settings-shell';
import { KeySwitches } from '@/components/shell/key-switches';
import { KeyTable } from '@/components/shell/key-table';
import { personalSettings } from '../access';

export const metadata: Metadata = { title: 'Keyboard' };

/** Which keys there are, and which of them do something. */
export default async function KeyboardPage() {
  const { keys, advance } = await personalSettings();
  return (
    <>
      <SettingsSection title="Shortcuts" lead="They count wherever you sign in.">
        <KeySwitches initial={{ keys, advance }} />
      </SettingsSection>
      <SettingsSection title="Keys" lead="Press ? on any page to see them there.">
        <KeyTable />
      </SettingsSection>
    </>
  );
}
