/** Pages for people who are not signed in, the icon, and exports, where the API says itself who may not. */
const OPEN = /^\/(sign-in|welcome|invitations|s)(\/|$)|^\/(icon\.svg|favicon\.ico|robots\.txt)$|^\/-\/-$|\.(md|json)$/;

/** Whether an address answers without a sign-in. It says nothing of whether there is something. */
export const isOpenToAll = (path: string): boolean => OPEN.test(path);

/** The sign-in page that leads on to an address. */
export function signInPath(to: string | { pathname: string; search: string }): string {
  const next = typeof to === 'string' ? to : `${to.pathname}${to.search}`;
  return next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`;
}

/** The page of an invitation. */
export const invitationPath = (token: string): string => `/invitations/${encodeURIComponent(token)}`;

/** Where to go after signing in: the address that was asked for if it is a page of this server, else the start. */
export function nextPath(asked: string | string[] | undefined): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])/.test(asked)) return '/';
  const nowhere = 'http://nowhere.invalid';
  const url = URL.canParse(asked, nowhere) ? new URL(asked, nowhere) : null;
  // `/.//host` comes out as `//host`, which names another server.
  const isPage = url?.origin === nowhere && !/^\/(\/|(api|sign-in(?!\/device$))(\/|$))/.test(url.pathname);
  return isPage ? `${url.pathname}${url.search}${url.hash}` : '/';
}

/** What an address is about by its shape alone, for previews of links that only its readers can open: nothing is looked up. */
export function shapeOf(path: string): string | null {
  const [, project, session, segment] =
    /^\/([a-z0-9][a-z0-9-]{0,47})\/sessions(\/[^/?#]+(\/segments\/[^/?#]+)?)?/.exec(path) ?? [];
  if (!project) return null;
  return segment ? `A segment in ${project}` : session ? `A session in ${project}` : `Sessions in ${project}`;
}
