import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureDraft } from '@querraum/contracts';
import { procedureChanges, type ProcedureEdit } from '@querraum/workflow';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { formatDateTime, formatList } from '../../core/format';
import { inLanguage } from '../../core/language';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { BpmnDownload } from './bpmn-download';
import { ChangeList } from './change-list';
import { fieldIdOf, findingsOf, typedDefinition } from './draft-edit';
import { DraftForm } from './draft-form';
import { DraftCheck } from './draft-check';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { ReleaseBox } from './release-box';
import { ownUnitNames } from './unit-names';

interface Typed {
  procedureId: string;
  revision: number;
  edit: ProcedureEdit;
}
interface Before {
  source: ProcedureDraft | undefined;
  value: Typed | undefined;
}

const fresh = ({ procedureId, revision, edit }: ProcedureDraft): Typed => ({ procedureId, revision, edit });
const storeOf = (procedureId: string): string => `procedure.${procedureId}`;
const isSame = (one: ProcedureEdit, other: ProcedureEdit): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The draft of a procedure: change, check, and release by somebody who did not work on it. */
@Component({
  selector: 'app-draft-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    BpmnDownload,
    Button,
    ChangeList,
    DraftCheck,
    DraftForm,
    Localized,
    PageHead,
    ProblemView,
    ReleaseBox,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './draft-page.html',
  styles: `
    .about {
      margin-bottom: 1.25rem;
    }
  `,
})
export class DraftPage {
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly command = inject(Command);
  private readonly api = inject(ProcedureDraftsApi);
  private readonly drafts = inject(Drafts);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.draft(params),
  });
  /** The draft as last read or saved. */
  protected readonly draft = linkedSignal<ProcedureDraft | undefined>(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  /** What is typed, and on which revision; it survives reload, sign-in and somebody who was faster. */
  protected readonly typed = linkedSignal<ProcedureDraft | undefined, Typed | undefined>({
    source: this.draft,
    computation: (draft, before) => draft && (this.stillTyped(draft, before) ?? this.keptOf(draft) ?? fresh(draft)),
  });
  protected readonly saved = signal(false);
  protected readonly asksToDiscard = signal(false);
  protected readonly names = ownUnitNames();
  protected readonly isDirty = computed(() => {
    const [draft, typed] = [this.draft(), this.typed()];
    return draft !== undefined && typed !== undefined && !isSame(typed.edit, draft.edit);
  });
  /** Somebody was faster: what is typed here stands on an older revision than what is there. */
  protected readonly isBehind = computed(() => this.draft()?.revision !== this.typed()?.revision);
  protected readonly view = computed(() => {
    const [draft, edit] = [this.draft(), this.typed()?.edit];
    if (draft === undefined || edit === undefined) return undefined;
    const findings = findingsOf(draft, edit);
    return {
      draft,
      edit,
      findings,
      definition: typedDefinition(draft, edit),
      differences: this.isBehind()
        ? procedureChanges(draft.definition, typedDefinition(draft, edit), this.names())
        : [],
      errors: Object.fromEntries(
        findings
          .toReversed()
          .flatMap(({ nodeId, path, message, proposal }) =>
            path === null
              ? []
              : [[fieldIdOf(nodeId, ...path.split('.')), `${inLanguage(message)} ${inLanguage(proposal)}`]],
          ),
      ) as Record<string, string>,
    };
  });
  protected readonly conflictHeading = computed(() => {
    const person = this.draft()?.updatedBy ?? '';
    const own = person === this.me.value()?.name;
    return this.texts.say(own ? 'procedures.conflict.own' : 'procedures.conflict.heading', { person });
  });
  protected readonly status = computed(() => {
    if (this.isDirty()) return this.texts.say('procedures.form.unsaved');
    return this.saved() ? this.texts.say('procedures.form.saved') : '';
  });
  protected readonly about = computed(() => {
    const draft = this.draft();
    if (draft === undefined) return '';
    const values = {
      version: draft.baseVersion,
      people: formatList(draft.editedBy),
      date: formatDateTime(draft.updatedAt),
    };
    const from = this.texts.say(
      draft.baseVersion === null ? 'procedures.draft.fromTemplate' : 'procedures.draft.from',
      values,
    );
    return draft.editedBy.length === 0 ? from : `${from} ${this.texts.say('procedures.draft.by', values)}`;
  });

  constructor() {
    effect(() => {
      const typed = this.typed();
      if (typed === undefined) return;
      if (this.isDirty()) this.drafts.write(storeOf(typed.procedureId), typed);
      else this.drafts.drop(storeOf(typed.procedureId));
    });
  }

  protected change(edit: ProcedureEdit): void {
    this.saved.set(false);
    this.typed.update((typed) => typed && { ...typed, edit });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const typed = this.typed();
    if (typed === undefined || this.isBehind()) return;
    const draft = await this.command.send(() => this.api.change(this.id(), typed.revision, typed.edit));
    if (draft !== undefined) {
      this.settle(draft);
      this.saved.set(true);
    } else this.readAfterConflict();
  }

  /** Goes on with what is typed here, on top of what the other has saved. */
  protected keepMine(): void {
    const draft = this.draft();
    this.typed.update((typed) => typed && draft && { ...typed, revision: draft.revision });
  }

  protected takeTheirs(): void {
    const draft = this.draft();
    if (draft !== undefined) this.settle(draft);
  }

  protected async discard(): Promise<void> {
    const draft = this.draft();
    if (draft === undefined) return;
    const answer = await this.command.send(async () => ({ gone: await this.api.discard(this.id(), draft.revision) }));
    this.asksToDiscard.set(false);
    if (answer === undefined) return this.readAfterConflict();
    this.settle(draft);
    await this.router.navigate(['/verwaltung/verfahren', ...(draft.baseVersion === null ? [] : [this.id()])]);
  }

  protected async released(version: number): Promise<void> {
    await this.router.navigate(['/verwaltung/verfahren', this.id()], { queryParams: { freigegeben: version } });
  }

  /** The new revision is read; what is typed stays. */
  protected readAfterConflict(): void {
    if (this.command.problem()?.code !== 'procedureDraftChanged') return;
    this.command.problem.set(undefined);
    this.resource.reload();
  }

  private settle(draft: ProcedureDraft): void {
    this.draft.set(draft);
    this.typed.set(fresh(draft));
  }

  /** What was typed before the draft was read again; nothing of the own goes under. */
  private stillTyped(draft: ProcedureDraft, before: Before | undefined): Typed | undefined {
    const typed = before?.value;
    if (typed?.procedureId !== draft.procedureId) return undefined;
    return before?.source && isSame(before.source.edit, typed.edit) ? undefined : typed;
  }

  private keptOf({ procedureId }: ProcedureDraft): Typed | undefined {
    const kept = this.drafts.read<Typed>(storeOf(procedureId));
    return kept?.edit?.nodes && kept.revision !== undefined
      ? { procedureId, revision: kept.revision, edit: kept.edit }
      : undefined;
  }
}
