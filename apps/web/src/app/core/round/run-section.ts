import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, StepView } from '@querraum/contracts';
import { Alert } from '../../ui/alert';
import { Badge, Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Field, FieldControl } from '../../ui/field';
import { Command } from '../command';
import { lastMomentInWords } from '../deadline';
import { factInWords } from '../facts/fact-words';
import { DateTimeOf, formatDate, formatDateTime } from '../format';
import { inLanguage } from '../language';
import { OrganisationApi } from '../organisation.api';
import { ProblemView } from '../problem-view';
import { Localized, Texts } from '../texts';
import { LeadCommands } from './lead-commands';
import { PlaceList } from './place-list';
import { RunDuties } from './run-duties';
import { RunsApi } from './runs.api';
import { SeatTable } from './seat-table';
import { SignerList } from './signer-list';

const TONES = {
  running: 'info',
  suspended: 'warning',
  completed: 'success',
  returned: 'warning',
  rejected: 'danger',
  cancelled: 'neutral',
} as const satisfies Record<RunDetail['status'] | 'suspended', Tone>;

type BlockStep = Extract<StepView, { places: unknown }>;

/** One run of a procedure: its steps with all seats and signers, the duties of the lead, and how to end it. */
@Component({
  selector: 'app-run-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    DateTimeOf,
    Fact,
    Facts,
    Field,
    FieldControl,
    LeadCommands,
    Localized,
    PlaceList,
    ProblemView,
    RouterLink,
    RunDuties,
    SeatTable,
    SignerList,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './run-section.html',
})
export class RunSection {
  readonly run = input.required<RunDetail>();
  readonly changed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly runs = inject(RunsApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly reason = signal('');
  protected readonly error = signal<string | undefined>(undefined);
  protected readonly status = computed(() => (this.run().suspended === null ? this.run().status : 'suspended'));
  protected readonly tone = computed(() => TONES[this.status()]);
  protected readonly running = computed(() => this.run().status === 'running');
  /** A newer version of the procedure is valid; this run keeps its own. */
  protected readonly isOlder = computed(() => this.run().procedureVersion < this.run().procedureValidVersion);
  protected readonly versionLine = computed(() => {
    const { procedureVersion: version, procedureVersionSince, procedureValidVersion: valid } = this.run();
    const key = this.isOlder() ? 'run.byOlderVersion' : 'run.byVersion';
    return this.texts.say(key, { version, valid, date: formatDate(procedureVersionSince) });
  });
  /** The step that is going on stands first. */
  protected readonly steps = computed(() => [...this.run().steps].reverse());

  /** Who has stopped the run, since when and why. */
  protected readonly suspension = computed(() => {
    const { suspended } = this.run();
    if (suspended === null) return '';
    const { since, by, reason } = suspended;
    return this.texts.say('lead.suspendedBy', { since: formatDateTime(since), person: by.person, reason });
  });
  /** Declared entries that have a value. */
  protected readonly facts = computed(() =>
    this.run().facts.flatMap((fact) =>
      fact.value === null
        ? []
        : [{ key: fact.key, name: inLanguage(fact.name), value: factInWords(fact, fact.value, this.unitNames()) }],
    ),
  );
  private readonly namesUnits = computed(() =>
    this.run().facts.some(({ type, value }) => type === 'units' && value !== null),
  );
  private readonly units = rxResource({
    params: () => this.namesUnits() || undefined,
    stream: () => this.organisation.units,
  });
  private readonly unitNames = computed(() =>
    Object.fromEntries((this.units.hasValue() ? this.units.value().items : []).map(({ id, name }) => [id, name])),
  );

  protected taskLine(step: Extract<StepView, { type: 'task' }>): string {
    if (step.skipped) return this.texts.say('run.task.skipped', { unit: step.unit.name });
    const key = step.open ? (step.owner === null ? 'run.task.open' : 'run.task.claimed') : 'run.task.done';
    return this.texts.say(key, { unit: step.unit.name, owner: step.owner ?? '' });
  }

  protected timerLine(step: Extract<StepView, { type: 'timer' }>): string {
    return this.texts.say(step.open ? 'run.timer.open' : 'run.timer.done', { moment: lastMomentInWords(step.dueEnd) });
  }

  /** What is to be said of a block beside its units: when it comes back, why it failed, what it waits for. */
  protected blockLine(step: BlockStep): string {
    const moment = step.dueEnd === null ? '' : lastMomentInWords(step.dueEnd);
    if (step.failed !== null) return this.texts.say('block.failed', { reason: step.failed });
    if (!step.open) return step.places.length === 0 ? this.texts.say('block.done') : '';
    if (step.type === 'resubmission') return this.texts.say('block.comesBack', { moment });
    if (step.type === 'wait' && step.dueEnd !== null) return this.texts.say('run.timer.open', { moment });
    return step.type === 'automatic' || step.type === 'call' ? this.texts.say(`block.${step.type}`) : '';
  }

  protected async cancel(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason().trim();
    this.error.set(reason === '' ? this.texts.say('form.reasonRequired') : undefined);
    if (reason === '') return document.getElementById('abbruch')?.focus();
    const run = await this.command.send(() => this.runs.cancel(this.run().id, reason));
    if (run !== undefined) this.changed.emit(run);
  }
}
