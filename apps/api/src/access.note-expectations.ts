import { DEMO_UNITS } from '@querraum/server/testing';
import { parties, UNKNOWN, type Expectation } from './access.outcomes';
import { noteWords } from './access.world';

const HEALTH = DEMO_UNITS['BA-MITTE/GES'] ?? '';
/** Notes are written for a unit that one acts for, whatever one sees. */
const NOT_OF_UNIT = { lead: '403 noteUnit', participant: '403 noteUnit', above: '403 noteUnit', none: UNKNOWN };
/** Who acts for the Gesundheitsamt, in whichever project. */
const OF_HEALTH = (outcome: string) => ({
  'participantWorker @ mitte': outcome,
  'participantWorker @ shared': outcome,
});

export const NOTE_EXPECTATIONS: Record<string, Expectation> = {
  'GET /projects/{id}/notes': { stage: 'draft', relations: parties },
  'GET /projects/{id}/notes/audience': { stage: 'draft', relations: parties },
  'GET /projects/{id}/notes/people': {
    stage: 'draft',
    relations: NOT_OF_UNIT,
    except: OF_HEALTH('200'),
    send: () => ({ query: `?visibility=parties&unitId=${HEALTH}` }),
  },
  'POST /projects/{id}/notes': {
    stage: 'draft',
    relations: NOT_OF_UNIT,
    except: OF_HEALTH('201'),
    send: () => ({ body: { unitId: HEALTH, visibility: 'unit', content: noteWords('Intern') } }),
  },
  'GET /notes/{id}': { stage: 'draft', relations: parties, path: { id: 'noteId' } },
  'POST /notes/{id}/corrections': {
    stage: 'draft',
    relations: { ...NOT_OF_UNIT, lead: '201' },
    path: { id: 'noteId' },
    send: () => ({ body: { content: noteWords('Berichtigt') } }),
  },
  'POST /notes/{id}/questions': {
    stage: 'draft',
    relations: { lead: '201', participant: '201', above: '403 mayNotIssue', none: UNKNOWN },
    path: { id: 'noteId' },
    send: () => ({
      body: { unitId: DEMO_UNITS['BA-MITTE/FIN'], title: 'Was kostet das?', due: { workingDays: 5 } },
    }),
  },
};
