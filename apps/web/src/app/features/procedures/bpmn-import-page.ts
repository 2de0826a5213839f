import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BpmnRefusal, ImportedProcedures } from '@querraum/contracts';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { refusedElements } from './refused-elements';

/** A BPMN file becomes a draft, or every element that stands in the way is named. */
@Component({
  selector: 'app-bpmn-import-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, Localized, PageHead, ProblemView, RouterLink, TranslocoPipe],
  providers: [Command],
  templateUrl: './bpmn-import-page.html',
  styles: `
    .drop {
      padding: 1rem;
      border: 2px dashed var(--kern-color-layout-border);
      border-radius: var(--kern-metric-border-radius-default);
    }
    .over {
      border-color: var(--kern-color-action-default);
      background: var(--kern-color-layout-background-level-1);
    }
    .elements {
      padding-inline-start: 1.25rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class BpmnImportPage {
  private readonly drafts = inject(ProcedureDraftsApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly isOver = signal(false);
  private readonly isMissing = signal(false);
  protected readonly missing = computed(() => (this.isMissing() ? this.texts.say('bpmn.missing') : undefined));
  protected readonly imported = signal<ImportedProcedures | undefined>(undefined);
  protected readonly refused = computed<readonly BpmnRefusal[]>(() => refusedElements(this.command.problem()));

  protected take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (file === undefined) return;
    this.file.set(file);
    this.isMissing.set(false);
    this.forget();
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    this.take(event.dataTransfer?.files);
  }

  protected drag(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(true);
  }

  protected async read(): Promise<void> {
    const file = this.file();
    this.isMissing.set(file === undefined);
    if (file === undefined) return document.getElementById('bpmn-datei')?.focus();
    this.forget();
    this.imported.set(await this.command.send(() => this.drafts.importBpmn(file)));
    setTimeout(() => document.getElementById('bpmn-bericht')?.focus());
  }

  private forget(): void {
    this.imported.set(undefined);
    this.command.problem.set(undefined);
  }
}
