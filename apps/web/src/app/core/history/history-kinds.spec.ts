import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssignmentEntry, SUBJECTS_OF_TOPIC } from '@querraum/contracts';
import german from '../../../i18n/de.json';

const SERVER = join(__dirname, '../../../../../../libs/server/src');
const SUBJECTS: string[] = Object.values(SUBJECTS_OF_TOPIC).flat();
const ACTION = new RegExp(String.raw`(['"\`])(${SUBJECTS.join('|')})\.([a-z]\w*)\1`, 'g');
/** Tests, features whose actions stand in the chain of a house, and the names of events outside. */
const OTHER = /\.spec\.|fixture|testing|migrations|templates|webhooks|history-words/;

const actions = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !OTHER.test(file))
  .map((file) => readFileSync(join(SERVER, file), 'utf8'))
  .flatMap((source) => [...source.matchAll(ACTION)].map(([, , subject, act]) => `${subject}-${act}`));
/** Put together in the server: `assignment.${act}`. */
const acts = AssignmentEntry.shape.act.options.map((act) => `assignment-${act}`);

describe('what the server tells the history of a project', () => {
  it('has words there', () => {
    expect(actions.length).toBeGreaterThan(2);
    expect([...new Set([...actions, ...acts])].filter((kind) => !(kind in german.history.kind))).toEqual([]);
  });

  it('has words in an export too', () => {
    const exported = readFileSync(join(SERVER, 'exports/history-words.ts'), 'utf8');
    const told = (kind: string) => exported.includes(`'${kind.replace('-', '.')}': [`);
    expect(Object.keys(german.history.kind).filter((kind) => !told(kind))).toEqual([]);
  });
});
