const PLACE = 'querraum.place';
const PERSON = 'querraum.person';
const DRAFTS = 'querraum.draft.';

/** The one address that the sign-in may return to: it compares the whole of it, so deep links cannot be meant. */
export const homeAddress = (): string => `${window.location.origin}/`;

/** Whether the sign-in has just sent the browser here; keycloak-js reads its answer out of the fragment. */
const isReturn = (): boolean => /[#&]state=/.test(window.location.hash);

/** Remembers, for this tab alone, the page to be on after the sign-in. */
export function keepPlace(): void {
  if (isReturn()) return;
  const { pathname, search, hash } = window.location;
  sessionStorage.setItem(PLACE, pathname + search + hash);
}

/** Back on the page that was wanted before the sign-in, without a new load. */
export function returnToPlace(): void {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place !== null) window.history.replaceState(window.history.state, '', place);
}

/** What somebody else has typed in this tab is not for the eyes of whoever signs in next. */
export function forgetOthers(subject: string): void {
  if (sessionStorage.getItem(PERSON) !== subject)
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFTS)) sessionStorage.removeItem(key);
  sessionStorage.setItem(PERSON, subject);
}
