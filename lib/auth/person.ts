import { userInfo } from 'node:os';

/** Holds the name that the person of local mode chose. */
export const NAME_COOKIE = 'debrief_name';
const NAME_CHARS = 100;

/** The person's name: what they chose, else the operating system's user. */
export const personName = (chosen: string | undefined): string => chosen?.trim().slice(0, NAME_CHARS) || systemUser();

/** A user id without an entry in the password file has no name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'You';
  }
}
