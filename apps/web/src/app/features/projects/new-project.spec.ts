import type { Me } from '@querraum/contracts';
import { Problem } from '../../core/problem';
import { sayGerman } from '../../core/testing/say';
import { EMPTY_DRAFT, ProjectDraft, draftErrors, leadUnitsOf, serverErrors } from './new-project';

const complete: ProjectDraft = {
  ...EMPTY_DRAFT,
  title: 'Bewegungsräume Brunnenviertel',
  areas: [{ edition: '2021', key: '013008', name: 'Brunnenstraße Nord', level: 'BZR' }],
  leadUnitId: 'spk',
  participants: [{ unitId: 'youth', involvement: 'CO_SIGNATURE' }],
  documentTitle: 'Konzept',
  procedureId: 'procedure',
};
const file = { refusal: '' };
const NOTHING_MISSING = { kind: undefined, missingDepartments: [] };
const fieldsOf = (draft: ProjectDraft) =>
  draftErrors(draft, file, NOTHING_MISSING, sayGerman).map((error) => error.fieldId);

describe('what a new project lacks', () => {
  it('is nothing when everything is there', () => {
    expect(fieldsOf(complete)).toEqual([]);
  });

  it('is named in the order of the form', () => {
    const errors = draftErrors({ ...EMPTY_DRAFT, procedureId: 'procedure' }, undefined, NOTHING_MISSING, sayGerman);
    expect(errors.map((error) => error.fieldId)).toEqual(['titel', 'raeume', 'federfuehrung', 'datei']);
  });

  it('is found at the participant that is empty or named twice', () => {
    const involvement = 'CO_SIGNATURE' as const;
    const participants = ['youth', '', 'youth', 'spk'].map((unitId) => ({ unitId, involvement }));
    expect(fieldsOf({ ...complete, participants })).toEqual(['beteiligte-1', 'beteiligte-2', 'beteiligte-3']);
  });

  it('is a Ressort that the procedure needs', () => {
    expect(draftErrors(complete, file, { kind: undefined, missingDepartments: ['Soziales'] }, sayGerman)).toEqual([
      { fieldId: 'verfahren', message: 'Das Verfahren braucht auch diese Beteiligten: Soziales.' },
    ]);
  });

  it('is no document when no procedure is to start', () => {
    expect(draftErrors({ ...complete, procedureId: '' }, undefined, NOTHING_MISSING, sayGerman)).toEqual([]);
  });
});

describe('what the server refuses', () => {
  it('stands at the field that it is about', () => {
    const problem = new Problem('invalidInput', 400, '', '', '', [
      { path: 'participants.1.unitId', message: 'Bitte eine Stelle.' },
      { path: 'areas', message: 'Bitte einen Raum.' },
      { path: 'unbekannt', message: 'Etwas anderes.' },
    ]);
    expect(serverErrors(problem)).toEqual([
      { fieldId: 'beteiligte-1', message: 'Bitte eine Stelle.' },
      { fieldId: 'raeume', message: 'Bitte einen Raum.' },
      { fieldId: 'titel', message: 'Etwas anderes.' },
    ]);
  });
});

describe('the units that a project can be begun for', () => {
  const grant = (id: string, role: Me['grants'][number]['role']) => ({ unit: { id }, role }) as Me['grants'][number];

  it('are those the person acts for, each once, and none that they only administrate', () => {
    const grants = [grant('house', 'ADMIN'), grant('spk', 'CASE_WORKER'), grant('spk', 'HEAD')];
    expect(leadUnitsOf(grants).map(({ id }) => id)).toEqual(['spk']);
    expect(leadUnitsOf([grant('house', 'ADMIN')])).toEqual([]);
  });
});
