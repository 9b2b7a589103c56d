import type { Metadata } from 'next';
import { getClock, getPreferences } from '@/app/preferences';
import { DensityChoice, ThemeChoice } from '@/components/settings/look-choices';
import { SettingsSection } from '@/components/settings/settings-shell';
import { ZoneChoice } from '@/components/settings/zone-choice';
import { personalSettings } from '../access';

export const metadata: Metadata = { title: 'Display' };

/** How the pages look to a person, and whose time they tell. */
export default async function DisplayPage() {
  const { time_zone, density } = await personalSettings();
  const [{ theme }, clock] = await Promise.all([getPreferences(), getClock()]);
  return (
    <>
      <SettingsSection title="Time zone" lead="Times are stored in UTC and shown in this zone.">
        <ZoneChoice initial={time_zone} zones={Intl.supportedValuesOf('timeZone')} clock={clock} />
      </SettingsSection>
      <SettingsSection title="Density">
        <DensityChoice initial={density} />
      </SettingsSection>
      <SettingsSection title="Theme">
        <ThemeChoice initial={theme} />
      </SettingsSection>
    </>
  );
}
