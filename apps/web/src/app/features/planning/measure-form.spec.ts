import type { Measure, ProjectDetail } from '@querraum/contracts';
import { sayGerman } from '../../core/testing/say';
import { measureEntryOf, measureForm, measureValuesOf } from './measure-form';

const measure = {
  ...{ id: 'm', revision: 3, title: 'Bewegte Pause', description: '', targetGroup: 'Schulkinder', isKey: true },
  leadUnit: { id: 'ges', name: 'Gesundheitsamt' },
  partners: [
    { unitId: 'jug', name: 'Jugendamt' },
    { unitId: null, name: 'Kiezsport e. V.' },
  ],
  areas: [{ edition: '2021', key: '013008', name: 'Brunnenstraße Nord', level: 'BZR' }],
  ...{ from: '2031-01-01', to: null },
} as unknown as Measure;
const project = { parties: [], areas: [] } as unknown as ProjectDetail;

describe('the form of a measure', () => {
  it('sends back what it was filled with', () => {
    expect(measureEntryOf(measureValuesOf(measure))).toEqual({
      ...{ title: 'Bewegte Pause', description: '', leadUnitId: 'ges', targetGroup: 'Schulkinder' },
      partners: [{ unitId: 'jug' }, { name: 'Kiezsport e. V.' }],
      areas: [{ edition: '2021', key: '013008' }],
      ...{ from: '2031-01-01', to: null, isKey: true },
    });
  });

  it('takes one partner a line, each once', () => {
    const values = { ...measureValuesOf(undefined), partners: ' Kiezsport e. V. \n\nKiezsport e. V.\nSchule' };
    expect(measureEntryOf(values)).toMatchObject({ partners: [{ name: 'Kiezsport e. V.' }, { name: 'Schule' }] });
  });

  it('still offers the unit with which it lies and its partners, when they no longer take part', () => {
    const { fields } = measureForm(project, measure, sayGerman);
    const optionsOf = (key: string) => {
      const field = fields.find((one) => one.key === key);
      return field !== undefined && 'options' in field ? field.options.map(({ label }) => label) : [];
    };
    expect(optionsOf('leadUnitId')).toEqual(['Bitte wählen', 'Gesundheitsamt']);
    expect(optionsOf('partnerUnits')).toEqual(['Jugendamt']);
  });
});
