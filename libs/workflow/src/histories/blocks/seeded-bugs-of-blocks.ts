import { bug, type SeededBug } from '../seeded-bug';
import { BUGS_OF_PLACES } from './seeded-bugs-of-places';

/** What each kind of block says of itself. */
const OF_KINDS: readonly SeededBug[] = [
  bug(
    'nodes/contribution.node.ts',
    'units are asked for parts that are already put together',
    "every(({ state }) => state === 'waiting') ? 'part' : null",
    "every(({ state }) => state === 'waiting') ? 'part' : 'part'",
  ),
  bug(
    'nodes/contribution.node.ts',
    'parts are put together by silence',
    "node.onSilence === 'escalate' ? 'escalate' : 'remindOnly'",
    'node.onSilence',
  ),
  bug(
    'nodes/contribution.node.ts',
    'putting together does not wait for the last part',
    "    if (!allOver(step, 'part')) return;\n",
    '',
  ),
  bug(
    'nodes/take-note.node.ts',
    'a Kenntnisnahme is waited for though nobody wants to',
    '    if (!node.waits) step.detached = true;\n',
    '',
  ),
  bug(
    'nodes/resubmission.node.ts',
    'a Wiedervorlage is put off to today',
    'day <= localDate(run.now)',
    'day < localDate(run.now)',
  ),
  bug(
    'nodes/resubmission.node.ts',
    'a Wiedervorlage comes back when its day is over',
    'lastDayBefore(run.endOf(at.period))',
    'localDate(run.endOf(at.period))',
  ),
  bug(
    'nodes/resubmission.node.ts',
    'what is put off is done with',
    "    if (place.result === 'again') {\n      putBack(place);\n      return;\n    }\n",
    '',
  ),
  bug('nodes/wait.node.ts', 'time reports the event', "step.result = 'timeout';", "step.result = 'reported';"),
  bug(
    'nodes/wait.node.ts',
    'a changed calendar leaves waiting as it is',
    'step.dueEnd = dueEnd;\n  },',
    'void dueEnd;\n  },',
  ),
  bug(
    'commands/postpone.ts',
    'a Wiedervorlage that rested comes back on a Saturday',
    "step.type === 'resubmission' && id === '' ? localDate(at) : ",
    '',
  ),
  bug(
    'commands/postpone.ts',
    'a named day is moved by a rest',
    "return node.type === 'resubmission' && node.at.kind === 'date';",
    'return false;',
  ),
  bug(
    'lead-change.ts',
    'a Wiedervorlage stays with the old lead',
    "node.type === 'dispatch' || node.type === 'resubmission'",
    "node.type === 'dispatch'",
  ),
  bug('lead-change.ts', 'what is done becomes the new lead’s', ' || isOver(place)) continue', ') continue'),
  bug(
    'commands/skip-step.ts',
    'a committee is passed over',
    "step.type === 'finalSignature' || step.type === 'committee'",
    "step.type === 'finalSignature'",
  ),
];

const OF_COMMITTEES: readonly SeededBug[] = [
  bug('nodes/committee/session.ts', 'papers are taken until the day of the session', ' + 7) % 7 || 7;', ' + 7) % 7;'),
  bug(
    'nodes/committee/session.ts',
    'a session is held on a closed day',
    'isWorkingDay(day, closedDays) && fits',
    'isWorkingDay(day, {}) && fits',
  ),
  bug(
    'nodes/committee/session.ts',
    'it is postponed to a session that is over',
    'next.at > at && next.at > now',
    'next.at > at',
  ),
  bug('nodes/committee/votes.ts', 'half is not enough for half', 'present * 100 >= quorum', 'present * 100 > quorum'),
  bug('nodes/committee/votes.ts', 'half of all is a majority of all', 'yes * 2 > entitled', 'yes * 2 >= entitled'),
  bug('nodes/committee/votes.ts', 'a tie is carried without the chair', "tie === 'yes'", "tie !== 'no'"),
  bug(
    'nodes/committee/minutes.ts',
    'whoever is excluded may vote',
    'members.length - excluded.length',
    'members.length',
  ),
  bug(
    'nodes/committee/minutes.ts',
    'a conflict of interest is forgotten on the way to the session',
    'filter(({ unitId }) => members.includes(unitId))',
    'filter(() => false)',
  ),
  bug(
    'nodes/committee/minutes.ts',
    'nobody says why somebody is excluded',
    "others.length > 0 && reason === ''",
    'others.length > members.length',
  ),
  bug(
    'nodes/committee/circulation.ts',
    'an objection is passed over',
    "  if (places.some(({ result }) => result === 'objection')) return toSession(work);\n",
    '',
  ),
  bug(
    'nodes/committee/circulation.ts',
    'the vote goes on beside the session',
    "if (place.state === 'open') Object.assign",
    "if (place.state === 'waiting') Object.assign",
  ),
  bug(
    'nodes/committee/circulation.ts',
    'silence is taking part',
    "present: given('yes') + given('abstain'),",
    "present: given('yes') + given('abstain') + places.filter(({ state }) => state === 'without').length,",
  ),
];

const OF_FORKS: readonly SeededBug[] = [
  bug(
    'nodes/inclusive-gateway.node.ts',
    'a join goes on before a gateway that has still to send out its ways',
    'isInclusive(nodeId) && awaits(nodeId)',
    'isInclusive(nodeId)',
  ),
  bug(
    'nodes/inclusive-gateway.node.ts',
    'the standard way is always taken',
    'id !== node.defaultFlow && (condition',
    '(condition',
  ),
  bug(
    'nodes/inclusive-gateway.node.ts',
    'one way is taken of all that are open',
    'return holding.length > 0 ? holding',
    'return holding.length > 0 ? holding.slice(0, 1)',
  ),
  bug('graph.ts', 'a join waits for nobody', 'position !== nodeId && empty.some', 'position === nodeId && empty.some'),
];

const OF_TASKS: readonly SeededBug[] = [
  bug(
    'nodes/task.node.ts',
    'the end of a task that has gone up is counted anew',
    'firedDueEnd === dueEnd || escalations > 0',
    'firedDueEnd === dueEnd || escalations > 9',
  ),
  bug(
    'nodes/task.node.ts',
    'nobody is reminded when the time for a task is over',
    'dueEnd === null || escalates(node) ? reminders',
    'dueEnd === null || node.period !== undefined ? reminders',
  ),
  bug(
    'nodes/places/complete.ts',
    'whatever a task asks for has to be filled in',
    '...fields.filter((field) => field.required).map',
    '...fields.map',
  ),
  bug('facts.ts', 'a fact cannot be taken away', '.filter(([, value]) => value !== null)', ''),
  bug(
    'walk.ts',
    'what waits for a day does not go on when somebody says it',
    'const resumed = !run.ended && hasParked(run) && resumeAll(run);',
    'const resumed = false;',
  ),
  bug(
    'walk.ts',
    'one gateway without a way on is told of twice',
    "waiting.some((key) => run.state.obstacles?.[key]?.reason === 'noFlow')",
    "waiting.slice(0, 1).some((key) => run.state.obstacles?.[key]?.reason === 'noFlow')",
  ),
];

const OF_STARTS: readonly SeededBug[] = [
  bug(
    'calendar.ts',
    'a Frist is over before anybody has seen the paper',
    'if (!begins.leavesTime) return counted;',
    'if (begins.at !== from) return counted;',
  ),
  bug(
    'begins.ts',
    'no Frist counts from the end of another step',
    'nodeId === start.nodeId && !open)',
    'nodeId === start.nodeId && open)',
  ),
  bug(
    'recount.ts',
    'a changed day before the step moves nothing',
    'localDate(earlier(from, period.begins?.at ?? from))',
    'localDate(from)',
  ),
];

export const BUGS_OF_BLOCKS: readonly SeededBug[] = [
  ...BUGS_OF_PLACES,
  ...OF_KINDS,
  ...OF_COMMITTEES,
  ...OF_FORKS,
  ...OF_TASKS,
  ...OF_STARTS,
];
