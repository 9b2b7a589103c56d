import { redirect } from 'next/navigation';
import { installationSettings } from './access';

export default async function Settings() {
  await installationSettings();
  redirect('/settings/account');
}
