import { type HouseUnit, type ImportKind, type ImportReport, importWords } from '@querraum/contracts';
import { DomainError } from '../../platform';
import { closesCycle } from '../house-rules';
import { readTable } from './csv-table';
import { type KnownPerson, planPeople } from './plan-people';
import { planUnits } from './plan-units';

const unit = (code: string, parentId: string | null, fields: Partial<HouseUnit> = {}): HouseUnit => ({
  ...{ id: code.toLowerCase(), parentId, code, name: `Amt ${code}`, kind: 'OFFICE', department: null },
  ...{ dissolvedAt: null, revision: 1, lastChange: null, people: 0, gaps: [] },
  ...fields,
});
const HOUSE = [
  unit('BA', null, { name: 'Bezirksamt', kind: 'DISTRICT_AUTHORITY' }),
  unit('JUG', 'ba', { department: 'YOUTH' }),
  unit('ALT', 'ba', { dissolvedAt: '2026-01-01T00:00:00.000Z' }),
];
let ids = 0;
const newId = () => `new-${(ids += 1)}`;
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const outcomes = (rows: ImportReport['rows']) =>
  rows.map(({ row, outcome, notes }) => [row, outcome, ...notes.map(({ word }) => word)].join(' '));
const unitsOf = (text: string) => planUnits(readTable(bytes(text), 'units'), HOUSE, newId);
const ANNA: KnownPerson = {
  ...{ id: 'anna', username: 'anna', name: 'Anna Alt', email: 'anna@amt.example', isDisabled: false },
  roles: [
    {
      ...{ id: 'r1', unitId: 'jug', role: 'CASE_WORKER', capacity: 'BY_ORDER' },
      ...{ validFrom: '2024-05-01T08:30:00+00:00', validTo: null },
    },
  ],
};
const OLE: KnownPerson = { ...ANNA, id: 'ole', username: 'ole', name: 'Ole Aus', isDisabled: true, roles: [] };
const NOW = new Date('2026-11-30T09:00:00.000Z');
const peopleOf = (text: string, people = [ANNA, OLE]) =>
  planPeople(readTable(bytes(text), 'people'), { units: HOUSE, people, awaited: new Set(['fremd']), now: NOW }, newId);
const refusal = (content: Buffer, kind: ImportKind = 'units') => {
  try {
    readTable(content, kind);
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? (error.details['reason'] as { de: string }).de : String(error);
  }
};

describe('reading a CSV file', () => {
  it.each([
    ['semicolons and German names', 'Kürzel;Name;Übergeordnet\nGES;Gesundheitsamt;BA\n'],
    ['commas and English names', 'code,name,parent\r\nGES,Gesundheitsamt,BA'],
    [
      'a byte order mark, quotes and empty lines',
      '\uFEFFKürzel;"Name";Übergeordnet\n\n"GES";"Gesundheitsamt";BA\n;;\n',
    ],
    ['another order of columns, and capitals', 'NAME;ÜBERGEORDNET;KÜRZEL\nGesundheitsamt;BA;GES'],
    ['tabs and spaces around', 'Kürzel\tName\tÜbergeordnet\n GES \t Gesundheitsamt \t BA '],
  ])('understands %s', (_what, text) => {
    const { rows, encoding } = readTable(bytes(text), 'units');
    expect(rows.map(({ cells }) => cells)).toEqual([{ code: 'GES', name: 'Gesundheitsamt', parent: 'BA' }]);
    expect(encoding).toBe('UTF-8');
  });

  it('recognises what German spreadsheets write, and says so', () => {
    const table = readTable(bytes('Kürzel;Name\nGRÜN;Grünflächenamt', 'latin1'), 'units');
    expect([table.encoding, table.rows[0]?.cells['name']]).toEqual(['Windows-1252', 'Grünflächenamt']);
  });

  it.each([
    ['an empty file', bytes(''), 'keine Zeile'],
    ['a header alone', bytes('Kürzel;Name'), 'keine Zeile'],
    ['a column that nobody knows', bytes('Kürzel;Name;Farbe\nA;B;C'), 'Spalte „Farbe“ ist nicht bekannt'],
    ['a missing column', bytes('Kürzel;Art\nA;Amt'), 'Spalte „Name“ fehlt'],
    ['a column twice', bytes('Kürzel;code;Name\nA;A;B'), 'steht zweimal da'],
    ['an open quote', bytes('Kürzel;Name\nA;"B\n'), 'Anführungszeichen'],
    ['UTF-16', Buffer.from('Kürzel;Name\nA;B', 'utf16le'), 'kein Text'],
    ['too many rows', bytes(`Kürzel;Name\n${'A;B\n'.repeat(5001)}`), 'erlaubt sind 5000'],
  ])('refuses %s in words', (_what, content, words) => {
    expect(refusal(content)).toContain(words);
  });
});

describe('a file of units', () => {
  it('adds units in whatever order they stand, and finds nothing to do the second time', () => {
    const text =
      'Kürzel;Name;Art;Ressort;Übergeordnet\nKITA;Kitaaufsicht;Fachbereich;Jugend;ges\nGES;Gesundheitsamt;Amt;HEALTH;BA';
    const plan = unitsOf(text);
    expect(outcomes(plan.rows)).toEqual(['2 added unitAdded', '3 added unitAdded']);
    expect(plan.added[0]?.parentId).toBe(plan.added[1]?.id);
    const house = [...HOUSE, ...plan.added.map((one) => ({ ...unit(one.code, one.parentId), ...one }))];
    const again = planUnits(readTable(bytes(text), 'units'), house, newId);
    expect(outcomes(again.rows)).toEqual(['2 unchanged', '3 unchanged']);
    expect([again.added, again.changed]).toEqual([[], []]);
  });

  it('says what changes, and leaves alone what the file has no column for', () => {
    const { rows, changed } = unitsOf('Kürzel;Name\nJUG;Jugend- und Familienamt');
    expect(rows.map(({ notes }) => notes.map((one) => importWords(one, 'de')))).toEqual([
      ['Name: „Amt JUG“ wird zu „Jugend- und Familienamt“.'],
    ]);
    expect(changed).toEqual([expect.objectContaining({ department: 'YOUTH', parentId: 'ba' })]);
  });

  it('refuses each faulty row for its own reason, and what hangs on it', () => {
    const { rows, added } = unitsOf(
      [
        'Kürzel;Name;Art;Ressort;Übergeordnet',
        'GUT;Gutes Amt;;;BA',
        '=1+1;Formel;;;BA',
        'OHNE;;;;BA',
        'ART;Falsche Art;Abteilchen;;BA',
        'RES;Falsches Ressort;;Magie;BA',
        'ALLEIN;Ohne Obere;;;',
        'WAISE;Unbekannte Obere;;;NIX',
        'gut;Doppelt;;;BA',
        'UNTER;Unter Fehlerhafter;;;ART',
        'TIEF;Noch tiefer;;;UNTER',
        'ALT;Aufgelöst;;;BA',
        'NEU;Unter Aufgelöster;;;ALT',
        'VIEL;Zu viele Felder;;;BA;x',
      ].join('\n'),
    );
    expect(outcomes(rows)).toEqual([
      '2 added unitAdded',
      '3 refused codeInvalid',
      '4 refused nameInvalid',
      '5 refused kindUnknown',
      '6 refused departmentUnknown',
      '7 refused parentMissing',
      '8 refused parentUnknown',
      '9 refused twice',
      '10 refused parentRefused',
      '11 refused parentRefused',
      '12 refused dissolved',
      '13 refused dissolved',
      '14 refused columns',
    ]);
    expect(added.map(({ code }) => code)).toEqual(['GUT']);
    expect(rows.flatMap(({ notes }) => notes.map((one) => importWords(one, 'en'))).join()).not.toMatch(/[{}]/);
  });

  it('refuses circles, of new units and of those that are there', () => {
    expect(outcomes(unitsOf('Kürzel;Name;Übergeordnet\nA;Amt A;B\nB;Amt B;A\nBA;Bezirksamt;JUG').rows)).toEqual([
      '2 refused cycle',
      '3 refused cycle',
      '4 refused cycle',
    ]);
  });

  it.each([
    ['the new unit above it is refused', { A: 'ba', B: 'a' }, 'N;Neu;\nB;Amt B;N\nA;Amt A;B'],
    ['it would lie in a circle', { A: 'c', C: 'ba', D: 'ba' }, 'A;Amt A;D\nD;Amt D;A\nC;Amt C;A'],
  ])('closes no circle where a unit stays because %s', (_why, parentOf, lines) => {
    const house = [...HOUSE, ...Object.entries(parentOf).map(([code, parent]) => unit(code, parent))];
    const { changed } = planUnits(readTable(bytes(`Kürzel;Name;Übergeordnet\n${lines}`), 'units'), house, newId);
    const parents = new Map([...house, ...changed].map(({ id, parentId }) => [id, parentId]));
    expect([...parents].filter(([id, parentId]) => closesCycle(parents, id, parentId))).toEqual([]);
  });

  it('takes formulas in names for what they are: text', () => {
    expect(unitsOf("Kürzel;Name;Übergeordnet\nX;=cmd|' /C calc'!A0;BA").added[0]?.name).toBe("=cmd|' /C calc'!A0");
  });
});

describe('a file of people', () => {
  const HEADER = 'Benutzername;Name;E-Mail;Einheit;Rolle;Zeichnung;Ab';

  it('adds a person with two roles from two rows', () => {
    const { rows, added, roles } = peopleOf(
      `${HEADER}\nNora.Neu;Nora Neu;nora@amt.example;jug;Leitung;;01.05.2027\nnora.neu;;;JUG;ADMIN;;`,
    );
    expect(outcomes(rows)).toEqual(['2 added personAdded roleAdded', '3 added roleAdded']);
    expect(added).toMatchObject([{ username: 'nora.neu', name: 'Nora Neu', email: 'nora@amt.example' }]);
    expect(roles.map(({ role, capacity, from }) => [role, capacity, from])).toEqual([
      ['HEAD', 'HEAD', '2027-05-01'],
      ['ADMIN', 'BY_ORDER', null],
    ]);
  });

  it('leaves alone what is the same, and says what changes', () => {
    const { rows, changed, capacities } = peopleOf(`${HEADER}\nanna;Anna Alt;;JUG;Sachbearbeitung;;01.01.2020`);
    expect([outcomes(rows), changed, capacities]).toEqual([['2 unchanged'], [], []]);
    const other = peopleOf(`${HEADER}\nanna;Anna Neu;;JUG;Sachbearbeitung;ohne Zusatz;`);
    expect(outcomes(other.rows)).toEqual(['2 changed fieldChanged fieldChanged']);
    expect(other.changed).toMatchObject([{ id: 'anna', name: 'Anna Neu', email: 'anna@amt.example' }]);
    expect(other.capacities).toMatchObject([{ roleId: 'r1', capacity: 'HEAD' }]);
  });

  describe('of somebody who has the role at another time', () => {
    const NEW_YEAR = '2026-12-31T23:00:00+00:00';
    const TOMORROW = '2026-11-30T23:00:00+00:00';
    const BEGINS = '2026-01-01T00:00:00+00:00';
    type Period = [validFrom: string, validTo: string | null];
    const planOf = (from: string, periods: Period[]) => {
      const roles = periods.map(([validFrom, validTo], index) => ({
        ...{ id: `r${index}`, unitId: 'jug', role: 'CASE_WORKER' as const, capacity: 'BY_ORDER' as const },
        ...{ validFrom, validTo },
      }));
      return peopleOf(`${HEADER}\nanna;;;JUG;Sachbearbeitung;;${from}`, [{ ...ANNA, roles }]);
    };

    it.each<[string, string, Period[], string]>([
      ['has it since before', '', [[BEGINS, null]], '2 unchanged'],
      ['has it for a shorter time than the file says', '01.01.2020', [[BEGINS, null]], '2 unchanged'],
      ['will have it from that day on', '01.01.2027', [[NEW_YEAR, null]], '2 unchanged'],
      ['will have it by that day', '01.03.2027', [[NEW_YEAR, null]], '2 unchanged'],
      [
        'has it, and once more after it',
        '',
        [
          [BEGINS, TOMORROW],
          [TOMORROW, null],
        ],
        '2 unchanged',
      ],
      ['had it', '', [[BEGINS, '2026-06-30T22:00:00+00:00']], '2 added roleAdded'],
      ['has it until then', '01.12.2026', [[BEGINS, TOMORROW]], '2 added roleAdded'],
      ['has it until before', '2027-03-01', [[BEGINS, TOMORROW]], '2 added roleAdded'],
      ['will have it later', '', [[NEW_YEAR, null]], '2 refused roleLater'],
      ['will have it later than on that day', '31.12.2026', [[NEW_YEAR, null]], '2 refused roleLater'],
      ['has it until tomorrow', '', [[BEGINS, TOMORROW]], '2 refused roleUntil'],
      ['had it then', '01.02.2026', [[BEGINS, '2026-06-30T22:00:00+00:00']], '2 refused roleUntil'],
      [
        'has it, and later once more',
        '',
        [
          [BEGINS, TOMORROW],
          [NEW_YEAR, null],
        ],
        '2 refused roleLater',
      ],
    ])('looks at when: who %s', (_who, from, periods, outcome) => {
      const { rows, roles } = planOf(from, periods);
      expect(outcomes(rows)).toEqual([outcome]);
      expect(roles).toHaveLength(outcome.includes('added') ? 1 : 0);
    });

    it('names the days', () => {
      const words = (periods: Period[], language: 'de' | 'en') =>
        planOf('', periods).rows[0]?.notes.map((one) => importWords(one, language));
      expect(words([[NEW_YEAR, null]], 'de')).toEqual([
        'Die Rolle Sachbearbeitung in Amt JUG ist ab dem 01.01.2027 schon eingetragen. Erlaubt ist bei „Ab“ dieser Tag oder ein späterer.',
      ]);
      expect(words([[BEGINS, TOMORROW]], 'en')).toEqual([
        "The role Case work in Amt JUG is entered from 2026-01-01 to 2026-11-30 already. Allowed under 'from' is a later day.",
      ]);
    });
  });

  it('refuses each faulty row for its own reason', () => {
    const { rows, added } = peopleOf(
      [
        HEADER,
        'gut;Gute Person;;JUG;HEAD;;',
        'x;Zu kurz;;JUG;HEAD;;',
        'ohne;;;JUG;HEAD;;',
        'mail;Mit Mail;keine Adresse;JUG;HEAD;;',
        'weg;Ohne Einheit;;NIX;HEAD;;',
        'alt;Aufgelöst;;ALT;HEAD;;',
        'rolle;Rolle;;JUG;König;;',
        'halb;Halb;;JUG;;;',
        'form;Form;;JUG;HEAD;p. p.;',
        'tag;Tag;;JUG;HEAD;;31.02.2027',
        'gut;Andere Person;;BA;HEAD;;',
        'gut;;;JUG;Leitung;;',
        'ole;Ole Aus;;JUG;HEAD;;',
        'fremd;Fremd;;JUG;HEAD;;',
        'spalte;Spalte;;JUG;HEAD;;;x',
      ].join('\n'),
    );
    expect(outcomes(rows)).toEqual([
      '2 added personAdded roleAdded',
      '3 refused usernameInvalid',
      '4 refused nameInvalid',
      '5 refused emailInvalid',
      '6 refused unitUnknown',
      '7 refused dissolved',
      '8 refused roleUnknown',
      '9 refused roleIncomplete',
      '10 refused capacityUnknown',
      '11 refused dayInvalid',
      '12 refused differs',
      '13 refused twice',
      '14 refused personDisabled',
      '15 refused usernameAwaited',
      '16 refused columns',
    ]);
    expect(added.map(({ username }) => username)).toEqual(['gut']);
    expect(rows.flatMap(({ notes }) => notes.map((one) => importWords(one, 'de'))).join()).not.toMatch(/[{}]/);
  });

  it('adds a person without a role, and looks at 5,000 rows in a moment', () => {
    expect(outcomes(peopleOf('Benutzername;Name\nnora;Nora Neu').rows)).toEqual(['2 added personAdded']);
    const many = Array.from({ length: 5000 }, (_, index) => `person${index};Person ${index};JUG;CASE_WORKER`);
    const plan = peopleOf(`Benutzername;Name;Einheit;Rolle\n${many.join('\n')}`);
    expect([plan.added.length, plan.roles.length]).toEqual([5000, 5000]);
  });
});
