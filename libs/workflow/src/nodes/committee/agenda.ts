import type { CommitteeNode, ResultDefinition } from '../../definition';
import type { ActedBy } from '../../effects';
import type { Run } from '../../run';
import type { Completion } from '../../vocabulary';
import { addPlaces } from '../places';
import type { Entry } from '../places';
import type { CommitteeWork } from './minutes';
import { sessionAtOnce, sessionStillOpen } from './session';

export const AGENDA_RESULTS: ResultDefinition[] = [
  { key: 'entered', name: { de: 'auf die Tagesordnung gesetzt', en: 'put on the agenda' } },
  {
    key: 'urgent',
    name: { de: 'als Dringlichkeit für die nächste Sitzung', en: 'as an urgent item for the next session' },
    needsWords: true,
  },
  { key: 'fault', name: { de: 'mit Formfehler zurück', en: 'back for a formal fault' }, needsWords: true },
];

const number = (onlyWith: string): Entry => ({
  key: 'number',
  type: 'text',
  name: { de: 'Nummer der Vorlage', en: 'Number of the paper' },
  required: true,
  onlyWith,
});
/** A number belongs to either way onto the agenda. */
export const AGENDA_ENTRIES: Entry[] = [number('entered'), number('urgent')];

/** One unit keeps agenda and minutes, whoever else the addressee names: two would decide twice. */
export const officeOf = (run: Run, { office }: CommitteeNode): (string | null)[] => run.unitsOf(office).slice(0, 1);

/** On the agenda of the session that still takes papers, of the next one whatever its closing time, or not at all. */
export function acceptAgenda({ run, node, step }: CommitteeWork, { result, values }: Completion, by: ActedBy): void {
  if (result === 'fault') {
    step.result = 'fault';
    return;
  }
  const choose = result === 'urgent' ? sessionAtOnce : sessionStillOpen;
  step.session = choose(node.session, run.now, run.facts.closedDays);
  step.agendaNumber = String(values?.['number'] ?? '');
  run.record({ type: 'agendaEntered', number: step.agendaNumber, sessionAt: step.session.at }, by, { step });
  addPlaces(step.places, officeOf(run, node), 'minutes');
}
