/** None of them tells whether somebody here has an email. */
const PROBLEMS: Record<string, string> = {
  signup_disabled: 'Nobody here signs in with that account. Sign in in another way, or ask for an invitation.',
  account_not_linked: 'Nobody here signs in with that account. Sign in in another way, or ask for an invitation.',
  unable_to_create_session: 'Nobody here signs in with that account. Sign in in another way, or ask for an invitation.',
  access_denied: 'The sign-in at the provider was cancelled.',
  account_already_linked_to_different_user: 'Somebody else here signs in with that account.',
};

/** What went wrong at a provider, in words; null where nothing did. */
export function problemAtProvider(error: string | string[] | undefined): string | null {
  if (error === undefined) return null;
  return PROBLEMS[String(error)] ?? 'The sign-in at the provider did not work. Try again.';
}
