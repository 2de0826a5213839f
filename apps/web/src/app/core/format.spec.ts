import { lastMomentInWords } from './deadline';
import { formatCount, formatDate, formatDateTime, formatList, formatNumber, formatSize, formatWeekday } from './format';
import { applyLanguage, keepLanguage, language, showLanguage } from './language';

const LATE = '2027-04-05T22:30:00.000Z';
const speaks = (...tags: string[]) => jest.spyOn(navigator, 'languages', 'get').mockReturnValue(tags);

describe('what is written by language', () => {
  afterEach(() => {
    localStorage.clear();
    jest.restoreAllMocks();
    showLanguage('de');
  });

  it('is German at first, in the time of Berlin', () => {
    expect(formatDateTime(LATE)).toBe('06.04.2027, 00:30');
    expect(formatWeekday('2027-04-05')).toBe('Montag');
    expect(formatNumber(1234.5)).toBe('1.234,5');
    expect(formatSize(1536)).toBe('1,5 KB');
    expect(formatList(['Jugend', 'Soziales', 'Sport'])).toBe('Jugend, Soziales und Sport');
  });

  it('becomes English with the language of the page', () => {
    showLanguage('en');
    expect(document.documentElement.lang).toBe('en');
    expect(formatDate('2027-04-05')).toBe('5 Apr 2027');
    expect(formatDateTime(LATE)).toBe('6 Apr 2027, 00:30');
    expect(formatWeekday('2027-04-05')).toBe('Monday');
    expect(formatNumber(1234.5)).toBe('1,234.5');
    expect(formatCount(1000, false)).toBe('999+');
    expect(formatSize(512)).toBe('512 bytes');
    expect(formatList(['youth', 'social affairs', 'sport'])).toBe('youth, social affairs and sport');
    expect(lastMomentInWords('2027-04-05T10:00:01.000Z')).toBe('5 Apr 2027, 12:00');
  });
});

describe('the language of the page', () => {
  afterEach(() => {
    localStorage.clear();
    jest.restoreAllMocks();
    showLanguage('de');
  });

  it('is the first of the browser that we speak, German where there is none', () => {
    speaks('fr-FR', 'en-GB', 'de');
    applyLanguage();
    expect(language()).toBe('en');
    speaks('tr', 'pl');
    applyLanguage();
    expect(language()).toBe('de');
  });

  it('is what the person chose here before', () => {
    speaks('de-DE');
    keepLanguage('en');
    applyLanguage();
    expect(language()).toBe('en');
  });

  it('is not taken from a store that somebody has spoilt', () => {
    speaks('de-DE');
    localStorage.setItem('querraum.language', 'klingon');
    applyLanguage();
    expect(language()).toBe('de');
  });
});
