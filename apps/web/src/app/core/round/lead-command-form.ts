import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, StepView } from '@querraum/contracts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { Command } from '../command';
import { formatList } from '../format';
import { inLanguage } from '../language';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { failed, growing, openSteps, removable, skippable, type LeadAct } from './lead-acts';
import { RunLeadApi } from './run-lead.api';
import { RunsApi } from './runs.api';
import { UnitChoice } from './unit-choice';

interface Option {
  value: string;
  name: string;
  /** Why it cannot be chosen. */
  refused?: string;
}

/** What each act asks beside the step that it is about. */
const ASKS = {
  resume: [],
  retry: ['step'],
  suspend: ['reason'],
  return: ['target', 'reason'],
  insert: ['step', 'name', 'unit', 'days', 'reason'],
  skip: ['step', 'reason'],
  addPlace: ['step', 'unit', 'reason'],
  removePlace: ['place', 'reason'],
  reopen: ['target', 'reason'],
} as const satisfies Record<LeadAct, readonly string[]>;
type Asked = (typeof ASKS)[LeadAct][number];

/** One command of the lead: what it brings, what it needs, and why it is given. */
@Component({
  selector: 'app-lead-command-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, ProblemView, Skeleton, TranslocoPipe, UnitChoice],
  providers: [Command],
  templateUrl: './lead-command-form.html',
})
export class LeadCommandForm {
  readonly run = input.required<RunDetail>();
  readonly act = input.required<LeadAct>();
  readonly changed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly lead = inject(RunLeadApi);
  private readonly runs = inject(RunsApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  /** Another act begins anew; what somebody else does meanwhile takes nothing away. */
  protected readonly typed = linkedSignal({
    source: this.act,
    computation: () => ({ step: '', place: '', target: '', name: '', unit: '', days: '', reason: '' }),
  });
  protected readonly missing = signal<readonly Asked[]>([]);
  protected readonly targets = rxResource({
    params: () => (this.asks('target') ? { id: this.run().id, revision: this.run().revision } : undefined),
    stream: ({ params }) => this.lead.targets(params.id),
  });
  protected readonly plan = rxResource({
    params: () => {
      const { nodeId, scope } = this.targetOf(this.typed().target);
      return this.act() === 'return' && nodeId !== ''
        ? { id: this.run().id, revision: this.run().revision, nodeId, scope }
        : undefined;
    },
    stream: ({ params }) => this.lead.plan(params.id, params.nodeId, params.scope),
  });
  protected readonly steps = computed<Option[]>(() => {
    const run = this.run();
    const fitting = {
      ...{ retry: failed, skip: skippable, addPlace: growing },
      ...{ insert: openSteps },
    } satisfies Partial<Record<LeadAct, (run: RunDetail) => StepView[]>>;
    const find = (fitting as Partial<Record<LeadAct, (run: RunDetail) => StepView[]>>)[this.act()];
    return (find?.(run) ?? []).map(({ id, name }) => ({ value: id, name: inLanguage(name) }));
  });
  protected readonly places = computed<Option[]>(() =>
    removable(this.run()).map(({ stepId, place }) => ({ value: `${stepId} ${place.id}`, name: place.unit.name })),
  );
  protected readonly targetOptions = computed<Option[]>(() =>
    (this.targets.hasValue() ? this.targets.value().items : []).map(
      ({ nodeId, scope, name, procedureName, refused }) => ({
        value: scope === null ? nodeId : `${nodeId} ${scope}`,
        name: procedureName === null ? inLanguage(name) : `${inLanguage(procedureName)}: ${inLanguage(name)}`,
        ...(refused && { refused: inLanguage(refused.message) }),
      }),
    ),
  );
  protected readonly planWords = computed(() => {
    if (!this.plan.hasValue()) return undefined;
    const { closes, stays, refused } = this.plan.value();
    const names = (steps: typeof closes) => formatList(steps.map(({ name }) => inLanguage(name)));
    return {
      closes:
        closes.length === 0
          ? this.texts.say('lead.return.closesNothing')
          : this.texts.say('lead.return.closes', { steps: names(closes) }),
      stays: stays.length === 0 ? '' : this.texts.say('lead.return.stays', { steps: names(stays) }),
      refused: refused && inLanguage(refused.message),
    };
  });

  protected asks(what: Asked): boolean {
    return (ASKS[this.act()] as readonly Asked[]).includes(what);
  }

  protected idOf(what: Asked): string {
    return `eingriff-${what}-${this.run().id}`;
  }

  protected errorOf(what: Asked): string | undefined {
    if (!this.missing().includes(what)) return undefined;
    return this.texts.say(what === 'reason' ? 'form.reasonRequired' : 'form.required');
  }

  protected type(change: Partial<ReturnType<typeof this.typed>>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const typed = this.chosen();
    const missing = (ASKS[this.act()] as readonly Asked[]).filter(
      (what) => what !== 'days' && typed[what].trim() === '',
    );
    this.missing.set(missing);
    if (missing[0] !== undefined) return document.getElementById(this.idOf(missing[0]))?.focus();
    const act = this.act();
    const run = await this.command.send(() => this.carryOut(act));
    if (run === undefined) return;
    void this.announcer.announce(this.texts.say(`lead.${act}.done`));
    this.type({ reason: '', name: '', days: '' });
    this.changed.emit(run);
  }

  /** Where there is only one step it needs no choosing. */
  protected readonly chosen = computed(() => {
    const typed = this.typed();
    const only = (options: readonly Option[], value: string) =>
      value === '' && options.length === 1 ? (options[0]?.value ?? '') : value;
    return { ...typed, step: only(this.steps(), typed.step), place: only(this.places(), typed.place) };
  });

  private carryOut(act: LeadAct): Promise<RunDetail> {
    const { id } = this.run();
    const { step, place, target, name, unit, days, reason } = this.chosen();
    switch (act) {
      case 'suspend':
        return this.lead.suspend(id, reason.trim());
      case 'resume':
        return this.lead.resume(id);
      case 'return': {
        const { nodeId, scope } = this.targetOf(target);
        return this.lead.returnTo(id, { nodeId, ...(scope !== undefined && { scope }), reason: reason.trim() });
      }
      case 'insert': {
        const length = Math.trunc(Number(days));
        const period = { length, unit: 'workingDay' as const, roll: true };
        const task = { before: step, name: name.trim(), unitId: unit, reason: reason.trim() };
        return this.lead.insert(id, { ...task, ...(length >= 1 && { period }) });
      }
      case 'skip':
        return this.lead.skip(id, step, reason.trim());
      case 'retry':
        return this.lead.retry(id, step);
      case 'reopen':
        return this.lead.reopen(id, this.targetOf(target).nodeId, reason.trim());
      case 'addPlace':
        return this.runs.command(id, step, { type: 'addPlace', unitId: unit, reason: reason.trim() });
      case 'removePlace': {
        const [stepId = '', seatId = ''] = place.split(' ');
        return this.runs.command(id, stepId, { type: 'removePlace', seatId, reason: reason.trim() });
      }
    }
  }

  private targetOf(value: string): { nodeId: string; scope: string | undefined } {
    const [nodeId = '', scope] = value.split(' ');
    return { nodeId, scope };
  }
}
