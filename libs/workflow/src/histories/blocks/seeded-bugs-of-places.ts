import { bug, type SeededBug } from '../seeded-bug';

/** What is the same for every place. */
export const BUGS_OF_PLACES: readonly SeededBug[] = [
  bug(
    'nodes/places/claim.ts',
    'what has gone up stays with the unit that was asked first',
    'return actingFor(by, place.unitId) ?? ',
    'return actingFor(by, place.originalUnitId) ?? ',
  ),
  bug(
    'nodes/places/claim.ts',
    'an owner without authority keeps a place',
    'isTaken(place, command.owner)',
    'place.owner !== null',
  ),
  bug(
    'nodes/places/claim.ts',
    'a place is handed to whoever has no authority',
    'actingFor(to, place.unitId) === null',
    'actingFor(by, place.unitId) === null',
  ),
  bug(
    'nodes/places/claim.ts',
    'somebody acts before the turn of the place has come',
    "if (place.state === 'waiting') return refuse('notYourTurn');",
    "if (place.state === 'waiting') return actingFor(by, place.unitId) ?? refuse('noAuthority');",
  ),
  bug(
    'nodes/places/complete.ts',
    'what comes late has to be taken over first',
    "place.owner === personId || place.state === 'without'",
    'place.owner === personId',
  ),
  bug(
    'nodes/places/complete.ts',
    'a blank explains a result',
    'isBlank(words) ? refuse',
    "(words ?? '') === '' ? refuse",
  ),
  bug(
    'nodes/places/complete.ts',
    'everything is asked for with every result',
    'onlyWith === undefined || onlyWith === result',
    'true',
  ),
  bug('nodes/places/time.ts', 'the end of an escalation is counted anew', '  place.countedFrom = null;\n', ''),
  bug('nodes/places/time.ts', 'silence counts as done', "place.state = 'without';", "place.state = 'done';"),
  bug(
    'nodes/places/time.ts',
    'a moved end reminds once more',
    'place.openedAt ?? work.run.now, place.reminders, dueEnd',
    'place.openedAt ?? work.run.now, [], dueEnd',
  ),
  bug(
    'nodes/places/escalate.ts',
    'it goes up once too often',
    'escalations >= maxEscalations',
    'escalations > maxEscalations',
  ),
  bug(
    'nodes/places/escalate.ts',
    'who had it keeps what has gone up',
    '{ unitId: toUnitId, owner: null, ownerSince: null, dueEnd,',
    '{ unitId: toUnitId, dueEnd,',
  ),
  bug('nodes/places/lead.ts', 'an extension is counted back by the calendar', '  place.countedFrom = null;\n', ''),
  bug('nodes/places/lead.ts', 'time is given until yesterday', ' || dueEnd <= work.run.now) return', ') return'),
  bug(
    'nodes/places/lead.ts',
    'a unit whose part has gone up is asked once more',
    '(place.unitId === unitId || place.originalUnitId === unitId)',
    'place.unitId === unitId',
  ),
  bug(
    'nodes/places/lead.ts',
    'who was taken away is never asked again',
    "place.state !== 'released' && (place.unitId",
    '(place.unitId',
  ),
  bug('nodes/places/lead.ts', 'the last place is taken away', " && other.state !== 'released');", ');'),
  bug(
    'nodes/places/step.ts',
    'a place that was taken away counts as missing',
    "state === 'done' || state === 'released'",
    "state === 'done'",
  ),
  bug(
    'nodes/places/open.ts',
    'what is put off keeps its owner',
    "    state: 'waiting',\n    owner: null,\n    ownerSince: null,\n",
    "    state: 'waiting',\n",
  ),
];
