import { z } from 'zod';

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
const ZONE_CHARS = 100;

/** How a person likes the pages, on every device. */
export const preferences = z.object({
  /** Whether single keys do something. */
  keys: z.boolean(),
  /** Whether marking a segment reviewed leads to the next one to review. */
  advance: z.boolean(),
  /** The zone in which times are shown, such as `Europe/Lisbon`; null for that of the browser. */
  time_zone: z.string().max(ZONE_CHARS).refine(isZone, 'This is no time zone').nullable(),
  density: z.enum(DENSITIES),
  /** Null where none was chosen: then each browser keeps its own. */
  theme: z.enum(THEMES).nullable(),
});
export type Preferences = z.infer<typeof preferences>;

/** What is changed; the rest stays as it is. */
export const preferencesInput = preferences.partial();
export type PreferencesInput = z.infer<typeof preferencesInput>;

export const NO_PREFERENCES: Preferences = {
  keys: true,
  advance: true,
  time_zone: null,
  density: 'comfortable',
  theme: null,
};

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
