import { redirect } from 'next/navigation';
import { isTeam } from '@/lib/auth/session';

export default function Settings() {
  redirect(isTeam ? '/settings/account' : '/settings/display');
}
