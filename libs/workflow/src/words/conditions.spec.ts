import { graph, task } from '../play-graph';
import { conditionInWords } from './conditions';

const { definition } = graph(
  [
    task('check', {
      name: { de: 'Prüfung', en: 'Check' },
      results: [{ key: 'back', name: { de: 'zurück', en: 'back' } }],
    }),
    { id: 'parts', type: 'contribution', name: { de: 'Beiträge', en: 'Parts' } },
    { id: 'board', type: 'committee', name: { de: 'Bezirksamt', en: 'Board' } },
  ],
  [],
);
definition.facts = [
  { key: 'amount', name: { de: 'Betrag', en: 'Amount' }, type: 'number' },
  { key: 'urgent', name: { de: 'Eilig', en: 'Urgent' }, type: 'boolean' },
  {
    key: 'kind',
    name: { de: 'Art', en: 'Kind' },
    type: 'choice',
    choices: [{ key: 'a', name: { de: 'Vorlage und Auskunft', en: 'Paper and information' } }],
  },
];
const words = (condition: string) => conditionInWords(definition, { id: 'f', from: 'a', to: 'b', condition });

describe('a condition in words', () => {
  it.each([
    ['steps.check.result = "back"', 'wenn „Prüfung“ mit „zurück“ endet,', 'if “Check” ends with “back”,'],
    [
      'steps.parts.result != "complete"',
      'wenn „Beiträge“ nicht mit „vollständig“ endet,',
      'if “Parts” does not end with “complete”,',
    ],
    ['steps.board.result = "rejected"', 'wenn „Bezirksamt“ mit „abgelehnt“ endet,', 'if “Board” ends with “rejected”,'],
    ['facts.amount>=5000', 'wenn „Betrag“ mindestens 5000 ist,', 'if “Amount” is at least 5000,'],
    ['facts.urgent = true', 'wenn „Eilig“ ja ist,', 'if “Urgent” is yes,'],
    [
      'facts.kind = "a" and facts.amount  < 10',
      'wenn „Art“ „Vorlage und Auskunft“ ist und „Betrag“ kleiner als 10 ist,',
      'if “Kind” is “Paper and information” and “Amount” is less than 10,',
    ],
    ['round.outcome = "agreed"', 'bei Einvernehmen', 'if agreed,'],
  ])('says %s by the names that people know', (condition, de, en) => {
    expect(words(condition)).toEqual({ de, en });
  });

  it.each(['facts.amount > 5 or facts.urgent = true', 'facts.other = 1', 'not(facts.urgent = true)'])(
    'shows %s as it stands, because it says more',
    (condition) => {
      expect(words(condition)).toEqual({ de: `wenn ${condition},`, en: `if ${condition},` });
    },
  );

  it('says so where there is none yet', () => {
    expect(words(' ').de).toBe('wenn (noch ohne Bedingung)');
  });
});
