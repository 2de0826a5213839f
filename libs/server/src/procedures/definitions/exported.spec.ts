import { exportBpmn, importBpmn } from '@querraum/workflow/bpmn';
import { TEMPLATES } from './index';

describe('what the product ships', () => {
  it.each(TEMPLATES.map(({ definition }) => [definition.key, definition]))(
    'comes back as it was from a BPMN file: %s',
    async (_, definition) => {
      const result = await importBpmn(await exportBpmn([definition]));
      expect(result).toEqual({ ok: true, definitions: [definition], notes: [] });
    },
  );
});
