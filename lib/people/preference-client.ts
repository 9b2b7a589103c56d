import { apiPath, apiSend } from '@/lib/http/api';
import type { PreferencesInput } from '@/lib/people/preference-schema';

const preferences = async () => (await import('@/lib/people/preference-schema')).preferences;

/** Keeps what the person chose. Throws ApiError. */
export const changePreferences = (chosen: PreferencesInput) =>
  apiSend(preferences, 'PATCH', apiPath`/me/preferences`, { body: chosen });
