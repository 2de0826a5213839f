import type { LocalizedText } from '@querraum/workflow';

/** What kind of thing went wrong: the heading above the sentence that says what. */
const TITLES: Readonly<Record<number, LocalizedText>> = {
  400: { de: 'Eingabe nicht gültig', en: 'Input not valid' },
  401: { de: 'Nicht angemeldet', en: 'Not signed in' },
  403: { de: 'Nicht erlaubt', en: 'Not allowed' },
  404: { de: 'Nicht gefunden', en: 'Not found' },
  409: { de: 'So nicht möglich', en: 'Not possible like this' },
  412: { de: 'Inzwischen geändert', en: 'Changed meanwhile' },
  413: { de: 'Zu groß', en: 'Too large' },
  415: { de: 'Art nicht erlaubt', en: 'Kind not allowed' },
  422: { de: 'So nicht möglich', en: 'Not possible like this' },
  428: { de: 'Stand fehlt', en: 'Revision missing' },
  429: { de: 'Zu viele Anfragen', en: 'Too many requests' },
  500: { de: 'Das hat nicht geklappt', en: 'That did not work' },
  503: { de: 'Gerade nicht möglich', en: 'Not possible right now' },
};
const REFUSED: LocalizedText = { de: 'So nicht möglich', en: 'Not possible like this' };

export const problemTitle = (status: number, language: 'de' | 'en'): string => (TITLES[status] ?? REFUSED)[language];
