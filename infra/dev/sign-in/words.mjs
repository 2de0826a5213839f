/** @typedef {typeof GERMAN} Words */

const GERMAN = {
  language: 'de',
  purpose: 'Nur für Entwicklung und Vorführung',
  heading: 'Bei Querraum anmelden',
  withPassword: 'Mit Benutzername und Kennwort',
  username: 'Benutzername',
  password: 'Kennwort',
  signIn: 'Anmelden',
  wrong: 'Benutzername oder Kennwort stimmt nicht. Es ist noch niemand angemeldet.',
  error: 'Fehler: ',
  withOneClick: 'Mit einem Klick',
  demo: 'Vorführdaten',
  invented: 'Alle Personen sind erfunden.',
  newcomers:
    'Hier meldet sich jede Person mit dem Benutzernamen an, unter dem sie in Querraum angelegt ist; das Kennwort ist für alle „querraum“.',
  roles: {
    CASE_WORKER: 'Sachbearbeitung',
    HEAD: 'Leitung',
    DISTRICT_COUNCILLOR: 'Bezirksstadträtin',
    ADMIN: 'Fachadministration',
  },
  signOut: 'Abmelden',
  signingOut: 'Sie werden abgemeldet.',
  signOutAsked: 'Möchten Sie sich bei Querraum abmelden?',
  signedOut: 'Abgemeldet',
  isSignedOut: 'Sie sind abgemeldet.',
  signInAgain: 'Wieder anmelden',
  back: 'Zurück zu Querraum',
  notPossible: 'Anmeldung nicht möglich',
  failed: 'Die Anmeldung ist nicht gelungen',
  expired: 'Diese Anmeldeseite ist abgelaufen. Bitte beginnen Sie noch einmal.',
};

/** @type {Words} */
const ENGLISH = {
  language: 'en',
  purpose: 'For development and demonstration only',
  heading: 'Sign in to Querraum',
  withPassword: 'With user name and password',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  wrong: 'The user name or the password is not right. Nobody is signed in yet.',
  error: 'Error: ',
  withOneClick: 'With one click',
  demo: 'demonstration data',
  invented: 'All people are invented.',
  newcomers:
    'Everybody signs in here with the user name under which they were added to Querraum; the password is "querraum" for all.',
  roles: {
    CASE_WORKER: 'Case worker',
    HEAD: 'Head',
    DISTRICT_COUNCILLOR: 'District councillor',
    ADMIN: 'Administrator',
  },
  signOut: 'Sign out',
  signingOut: 'You are being signed out.',
  signOutAsked: 'Do you want to sign out of Querraum?',
  signedOut: 'Signed out',
  isSignedOut: 'You are signed out.',
  signInAgain: 'Sign in again',
  back: 'Back to Querraum',
  notPossible: 'Sign-in not possible',
  failed: 'The sign-in did not work',
  expired: 'This sign-in page has expired. Please start again.',
};

/** What the application asks for (`ui_locales`, also twice as keycloak-js sends it) comes before what the browser prefers. */
export function wordsFor(/** @type {unknown} */ uiLocales, /** @type {string | undefined} */ acceptLanguage) {
  const wishes = [...String(uiLocales ?? '').split(' '), ...preferred(acceptLanguage)].map((tag) => tag.slice(0, 2));
  return wishes.find((wish) => wish === 'de' || wish === 'en') === 'en' ? ENGLISH : GERMAN;
}

/** `en-GB;q=0.5, de` gives `de`, `en-GB`. */
const preferred = (acceptLanguage = '') =>
  acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().split(/;\s*q=/);
      return { tag: tag.toLowerCase(), quality: quality === '' ? 1 : Number(quality) };
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
