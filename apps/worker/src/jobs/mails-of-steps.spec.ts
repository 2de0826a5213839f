import { randomUUID } from 'node:crypto';
import { OPTIONAL_TOPICS, type AnswerInput, type Channels, type NotificationChoice } from '@querraum/contracts';
import { InboxClaimsService, NotificationSettingsService, RunLeadService } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { mailServerOver } from '../testing/mail-server';
import { publish } from '../testing/published-procedure';
import { startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import type { MailServer } from './job';

/** Thursday before Easter, ten o'clock: three Arbeitstage end on 01.04.2027, five on 05.04. */
const BEFORE_EASTER = '2027-03-25T09:00:00.000Z';
const AFTER_THREE = '2027-04-02T06:00:00.000Z';
const AFTER_FOUR = '2027-04-03T06:00:00.000Z';
const AFTER_FIVE = '2027-04-06T06:00:00.000Z';

const LEAD = { kind: 'lead' };
const named = (id: string) => ({ id, name: { de: id, en: id } });
const days = (length: number) => ({ length, unit: 'workingDay' });
const flows = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [from, to] = pair.split('>');
    return { id: pair.replace('>', '-'), from, to };
  });

/** Two tasks of the lead side by side; the second is reminded of a day later. */
const BESIDE = {
  key: 'beside',
  name: { de: 'Nebeneinander', en: 'Side by side' },
  nodes: [
    { ...named('start'), type: 'start' },
    { ...named('split'), type: 'parallelGateway' },
    { ...named('left'), type: 'task', addressee: LEAD, period: days(8), reminders: [days(3)] },
    { ...named('right'), type: 'task', addressee: LEAD, period: days(9), reminders: [days(4)] },
    { ...named('join'), type: 'parallelGateway' },
    { ...named('end'), type: 'end' },
  ],
  flows: flows('start>split', 'split>left', 'split>right', 'left>join', 'right>join', 'join>end'),
};

/** Once the Gesundheitsamt has co-signed, the lead has a final signature and a task at once. */
const SIGNED_BESIDE = {
  key: 'signed-beside',
  name: { de: 'Zeichnen und tun', en: 'Sign and do' },
  nodes: [
    { ...named('start'), type: 'start' },
    {
      ...named('round'),
      type: 'coSignatureRound',
      waves: [
        { mode: 'parallel', seats: [{ addressee: { kind: 'department', department: 'HEALTH' }, mandatory: true }] },
      ],
      period: days(5),
      reminders: [],
      settings: {},
    },
    { ...named('agreed'), type: 'exclusiveGateway', defaultFlow: 'agreed-returned' },
    { ...named('split'), type: 'parallelGateway' },
    { ...named('sign'), type: 'finalSignature', roundNodeId: 'round', signers: [LEAD], period: days(5), reminders: [] },
    { ...named('work'), type: 'task', addressee: LEAD },
    { ...named('completed'), type: 'end', outcome: 'completed' },
    { ...named('returned'), type: 'end', outcome: 'returned' },
  ],
  flows: [
    ...flows('start>round', 'round>agreed', 'agreed>returned'),
    { id: 'on', from: 'agreed', to: 'split', condition: 'round.outcome = "agreed"' },
    ...flows('split>sign', 'split>work', 'sign>completed', 'work>returned'),
  ],
};

describe('a mail of a step', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  let mailServer: MailServer | undefined;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    smtp = await startSmtp();
    mailServer = mailServerOver(database, smtp);
    for (const procedure of [BESIDE, SIGNED_BESIDE]) await publish(database, procedure);
    await moveClock(database, BEFORE_EASTER);
  });
  afterEach(async () => {
    await smtp.close();
    await started.close();
    await database.close();
  });

  const work = () => workOff(database, { mailServer });
  const workAt = async (instant: string) => {
    await moveClock(database, instant);
    await work();
  };
  /** What is owed by then is addressed, and waits for a mail server that cannot be had. */
  const workWithoutServer = () =>
    workOff(database, {
      mailServer: { host: 'x', publicUrl: 'x', restMs: () => 1_000, send: () => Promise.reject(new Error()) },
    });
  const start = (key?: string) => started.start('Vorhaben', key);
  const taskAt = async (nodeId: string): Promise<string> => {
    const [task] = await database.owner.query("select id from task where node_id = $1 and status = 'open'", [nodeId]);
    return task.id;
  };
  const claim = (username: string, taskId: string) =>
    new InboxClaimsService(database.transactions).claim(callerOf(username), randomUUID(), taskId, 'claim');
  /** Of the seat that the unit of the person has. */
  const answer = async (username: string, kind: AnswerInput['kind']) => {
    const [task] = await database.owner.query(
      `select id, run_id as "runId", step_id as "stepId", seat_id as "seatId" from task where unit_id = $1 and status = 'open'`,
      [DEMO_PEOPLE[username]?.unitId],
    );
    await claim(username, task.id);
    const words = kind === 'approve' ? {} : { words: 'Siehe Vermerk' };
    await started.runs.answer(callerOf(username), randomUUID(), task.id, { kind, version: 1, ...words });
    return task;
  };
  const collect = (username: string, { revision = 0, weekday = 0 } = {}) =>
    new NotificationSettingsService(database.transactions).change(callerOf(username), randomUUID(), revision, {
      channels: Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, 'digest'])) as Channels,
      digest: (weekday
        ? { every: 'week', weekday, hour: 8 }
        : { every: 'day', hour: 8 }) as NotificationChoice['digest'],
      pausedWhileAway: false,
    });
  /** To whom, and about which task; what was received is taken away. */
  const told = () =>
    smtp.received.splice(0).map(({ to, mail }) => ({
      to: (to[0] ?? '').replace('@ba-mitte.example', ''),
      subject: (mail.subject ?? '').replace(/ SPK.*/, ''),
      task: /aufgaben\/(\S+)/.exec(mail.text ?? '')?.[1],
      text: mail.text ?? '',
    }));
  const toldTo = (username: string) => told().filter(({ to }) => to === username);
  const log = (username: string): Promise<{ reason: string; state: string; why: string | null }[]> =>
    database.owner.query(
      `select m.reason, m.state, m.skip_reason as why from mail_delivery m join person p on p.id = m.person_id
       where p.username = $1 order by m.created_at, m.reason`,
      [username],
    );

  describe('beside another of the same unit', () => {
    it('reminds whoever has that task, and leads to it', async () => {
      await start(BESIDE.key);
      await work();
      const [left, right] = [await taskAt('left'), await taskAt('right')];
      await claim('jonas.albrecht', left);
      await claim('mira.yildiz', right);
      told();
      await workAt(AFTER_THREE);
      expect(told()).toMatchObject([{ to: 'jonas.albrecht', task: left }]);
      await workAt(AFTER_FOUR);
      expect(told()).toMatchObject([{ to: 'mira.yildiz', task: right }]);
    });

    it('tells all who act for the unit that the run stands still and goes on, and leads to none of the tasks', async () => {
      const { id } = await start(BESIDE.key);
      await work();
      await claim('jonas.albrecht', await taskAt('left'));
      await claim('mira.yildiz', await taskAt('right'));
      const all = [...new Set(told().map(({ to }) => to))].sort();
      expect(all).toEqual(expect.arrayContaining(['jonas.albrecht', 'mira.yildiz']));
      const lead = new RunLeadService(database.transactions);
      await lead.suspend(callerOf('jonas.albrecht'), randomUUID(), id, { reason: 'Haushaltssperre' });
      await work();
      const suspended = told();
      expect(suspended.map(({ to }) => to).sort()).toEqual(all);
      expect(suspended.map(({ task }) => task).filter(Boolean)).toEqual([]);
      await lead.resume(callerOf('jonas.albrecht'), randomUUID(), id);
      await work();
      expect(
        told()
          .map(({ to }) => to)
          .sort(),
      ).toEqual(all);
    });

    it('is left out once its task is done, and does not tell of the other', async () => {
      await start(BESIDE.key);
      await workWithoutServer();
      const [left, right] = [await taskAt('left'), await taskAt('right')];
      await claim('jonas.albrecht', left);
      await started.runs.complete(callerOf('jonas.albrecht'), randomUUID(), left, {});
      await moveClock(database, { seconds: 60 });
      await work();
      expect(toldTo('mira.yildiz').map(({ task }) => task)).toEqual([right]);
      expect((await log('mira.yildiz')).map(({ state, why }) => why ?? state).sort()).toEqual(['sent', 'settled']);
    });

    it('stands in a digest beside the other', async () => {
      await collect('jonas.albrecht');
      await start(BESIDE.key);
      await work();
      const both = [await taskAt('left'), await taskAt('right')];
      await workAt('2027-03-30T06:00:00.000Z');
      const [digest] = toldTo('jonas.albrecht');
      expect(digest?.subject).toBe('Querraum: 2 Neuigkeiten');
      for (const task of both) expect(digest?.text).toContain(task);
    });

    it('is collected for the digest, though the other asks for a final signature and is mailed', async () => {
      await collect('jonas.albrecht');
      await start(SIGNED_BESIDE.key);
      await work();
      told();
      await answer('aylin.demirel', 'approve');
      await work();
      expect(toldTo('jonas.albrecht').map(({ task }) => task)).toEqual([await taskAt('sign')]);
      expect((await log('jonas.albrecht')).map(({ state, why }) => why ?? state).sort()).toEqual(['digest', 'sent']);
    });
  });

  describe('whose task has moved on to another unit', () => {
    it('reminds nobody of it, where reminder and escalation are caught up together', async () => {
      await start();
      await work();
      told();
      await workAt(AFTER_FIVE);
      const all = told();
      expect(all.filter(({ to }) => to === 'aylin.demirel')).toEqual([]);
      expect((await log('aylin.demirel')).at(-1)).toEqual({ reason: 'reminder', state: 'skipped', why: 'settled' });
      const escalated = all.filter(({ to }) => to === 'marlene.ostermann');
      expect(new Set(escalated.map(({ subject }) => subject))).toEqual(
        new Set(['Nicht rechtzeitig erledigte Aufgabe in']),
      );
      expect(escalated).toHaveLength(4);
    });

    it('is left out, where it waited for the mail server until then', async () => {
      await start();
      await workWithoutServer();
      await moveClock(database, AFTER_FIVE);
      await workWithoutServer();
      await workAt('2027-04-06T07:00:00.000Z');
      expect(toldTo('aylin.demirel')).toEqual([]);
      expect((await log('aylin.demirel')).map(({ why }) => why)).toEqual(['settled', 'settled']);
    });

    it('stands in no digest', async () => {
      await collect('aylin.demirel', { weekday: 4 });
      await start();
      await work();
      // In the week after, when the task has moved on.
      await moveClock(database, '2027-03-31T09:00:00.000Z');
      await collect('aylin.demirel', { revision: 1, weekday: 3 });
      await workAt(AFTER_FIVE);
      await workAt('2027-04-07T06:00:00.000Z');
      expect(toldTo('aylin.demirel')).toEqual([]);
      expect(await database.owner.query('select from digest_item')).toEqual([]);
    });
  });

  describe('that waits for the lead', () => {
    it.each([
      ['condition', 'Maßgabe beantworten'],
      ['notResponsible', 'Zuständigkeit klären'],
    ] as const)('reminds the lead (%s)', async (kind, name) => {
      await start();
      await work();
      await answer('aylin.demirel', kind);
      await work();
      told();
      await workAt(AFTER_THREE);
      const [reminder] = toldTo('jonas.albrecht');
      expect(reminder?.subject).toBe('Erinnerung an eine Aufgabe in');
      expect(reminder?.text).toContain(name);
    });

    it('reminds the unit above, where whom the lead has asked instead is not responsible either', async () => {
      await start();
      const { runId, stepId, seatId } = await answer('aylin.demirel', 'notResponsible');
      await started.runs.command(callerOf('jonas.albrecht'), randomUUID(), runId, stepId, {
        type: 'replaceSeat',
        seatId,
        unitId: DEMO_UNITS['BA-MITTE/RECHT'] ?? '',
        reason: 'Rechtsfrage',
      });
      await answer('moritz.engel', 'notResponsible');
      await work();
      told();
      await workAt(AFTER_THREE);
      const [reminder] = toldTo('marlene.ostermann');
      expect(reminder?.subject).toBe('Erinnerung an eine Aufgabe in');
      expect(reminder?.text).toContain('Zuständigkeit klären');
    });
  });
});
