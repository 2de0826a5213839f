import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExportJob, ExportVersions, NewExport } from '@querraum/contracts';
import { of } from 'rxjs';
import { Command } from '../../core/command';
import { language } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { ExportsApi } from './exports.api';

/** What is to be exported, as the address says it: one project, or a filtered list. */
export interface Selection {
  projectId: string | undefined;
  query: string | undefined;
  kind: string | undefined;
}

/** Asks for an export: of what, and with which versions of the documents. */
@Component({
  selector: 'app-export-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="card stack" aria-labelledby="neuer-export">
      <h2 id="neuer-export">{{ 'exports.new' | transloco }}</h2>
      <form class="stack" novalidate [attr.aria-label]="'exports.new' | transloco" (submit)="send($event)">
        <p>{{ what() }}</p>
        <ui-field fieldId="fassungen" [label]="'exports.versions' | transloco">
          <select #chosen uiInput (change)="versions.set(chosen.value === 'all' ? 'all' : 'current')">
            @for (one of choices; track one) {
              <option [value]="one" [selected]="one === versions()">
                {{ 'exports.versionsOf.' + one | transloco }}
              </option>
            }
          </select>
        </ui-field>
        <p class="muted small">{{ 'exports.explained' | transloco }}</p>
        @if (command.problem(); as problem) {
          <app-problem [error]="problem" [retryLabel]="false" />
        }
        <div class="row">
          <button uiButton="primary" type="submit" [busy]="command.busy()">{{ 'exports.request' | transloco }}</button>
          <button uiButton="tertiary" type="button" (click)="left.emit()">{{ 'cancel' | transloco }}</button>
        </div>
      </form>
    </section>
  `,
})
export class ExportForm {
  readonly selection = input.required<Selection>();
  readonly requested = output<ExportJob>();
  readonly left = output();
  protected readonly command = inject(Command);
  private readonly exports = inject(ExportsApi);
  private readonly texts = inject(Texts);
  protected readonly choices: readonly ExportVersions[] = ['current', 'all'];
  protected readonly versions = signal<ExportVersions>('current');
  private readonly project = rxResource({
    params: () => this.selection().projectId,
    stream: ({ params }) => (params === undefined ? of(undefined) : this.exports.project(params)),
  });
  protected readonly what = computed(() => {
    const { projectId, query } = this.selection();
    const project = this.project.hasValue() ? this.project.value() : undefined;
    if (project) return this.texts.say('exports.ofProject', { reference: project.reference, title: project.title });
    if (projectId !== undefined) return this.texts.say('exports.ofOne');
    return query ? this.texts.say('exports.ofSearch', { query }) : this.texts.say('exports.ofList');
  });

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const job = await this.command.send(() =>
      this.exports.request({ of: this.of(), versions: this.versions(), language: language() }),
    );
    if (job) this.requested.emit(job);
  }

  private of(): NewExport['of'] {
    const { projectId, query, kind } = this.selection();
    if (projectId !== undefined) return { what: 'project', projectId };
    return { what: 'list', ...(query && { query }), ...(kind && { kind }) };
  }
}
