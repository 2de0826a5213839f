import { Play } from '../play';
import { alone, completes, placesStep, workingDays } from '../play-graph';
import { taskForm } from '../projections';

const recipients = { de: 'Senatskanzlei', en: 'Senate Chancellery' };
const dispatched = () =>
  new Play(
    alone({
      id: 'out',
      type: 'dispatch',
      addressee: { kind: 'lead' },
      recipients,
      period: workingDays(1),
      reminders: [],
    }),
  ).start();

describe('Versand', () => {
  it('says in words when and how it was sent', () => {
    const play = dispatched();
    expect(completes(play, 'lead', { result: 'sent' })).toBe('wordsRequired');
    expect(completes(play, 'lead')).toBe('unknownResult');
    expect(completes(play, 'lead', { result: 'sent', words: 'heute mit Boten' })).toBeNull();
    expect(play.state.status).toBe('completed');
    expect(placesStep(play)).toMatchObject({ result: 'sent', places: [{ words: 'heute mit Boten' }] });
  });

  it('names the recipients, and only reminds when its Frist has run out', () => {
    const play = dispatched();
    expect(taskForm(play.bundle, play.state, 'e1', 'p0001')?.request).toEqual({
      de: 'Versand an: Senatskanzlei',
      en: 'To be sent to: Senate Chancellery',
    });
    play.tick('2027-06-01T00:00:00.000Z');
    expect(play.events('reminded')).toHaveLength(1);
    expect(play.state.status).toBe('running');
  });
});
