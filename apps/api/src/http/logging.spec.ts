import { loggedPath } from './logging';

describe('the path in a line of the log', () => {
  it.each([
    ['/api/v1/tasks?query=Müller', '/api/v1/tasks'],
    ['/api/v1/calendar-feeds', '/api/v1/calendar-feeds'],
    ['/api/v1/calendar-feeds/q1w2e3r4.ics', '/api/v1/calendar-feeds/…'],
    ['/api/v1/calendar-feeds/q1w2e3r4.ics?x=1', '/api/v1/calendar-feeds/…'],
    ['/api/v1/Calendar-Feeds/q1w2e3r4.ics/', '/api/v1/Calendar-Feeds/…'],
    ['/api/v1//calendar-feeds/q1w2/e3r4.ics', '/api/v1//calendar-feeds/…'],
    ['/api/v1/calendar-feeds//q1w2e3r4.ics', '/api/v1/calendar-feeds/…'],
  ])('%s is written as %s', (url, path) => {
    expect(loggedPath(url)).toBe(path);
  });
});
