import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  IMPORT_COLUMNS,
  IMPORT_OUTCOMES,
  ImportKind,
  type ImportNote,
  type ImportOutcome,
  type ImportReport,
  importWords,
  toCsv,
} from '@querraum/contracts';
import { Command } from '../../core/command';
import { language } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { saveFile } from '../../core/save-file';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { HouseApi } from './house.api';
import { sampleOf } from './sample';

/** A browser shows so many rows at once without getting slow; the saved report has them all. */
const MOST_ROWS = 300;
const TONES = {
  added: 'success',
  changed: 'info',
  unchanged: 'neutral',
  refused: 'danger',
} as const satisfies Record<ImportOutcome, Tone>;

/** Units and people from a CSV file: first the report, then what it shows. */
@Component({
  selector: 'app-import-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Badge, Button, Field, FieldControl, Icon, PageHead, ProblemView, RouterLink, TranslocoPipe],
  providers: [Command],
  templateUrl: './import-page.html',
  styles: `
    .kinds {
      display: grid;
      gap: 0.5rem;
    }
    @media (min-width: 600px) {
      td:first-child,
      thead th {
        white-space: nowrap;
      }
      tbody th {
        min-width: 11rem;
      }
    }
  `,
})
export class ImportPage {
  /** From the address: `personen` begins with people. */
  readonly art = input<string>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly kinds = ImportKind.options;
  protected readonly outcomes = IMPORT_OUTCOMES;
  protected readonly tones = TONES;
  protected readonly kind = linkedSignal<ImportKind>(() => (this.art() === 'personen' ? 'people' : 'units'));
  private readonly units = rxResource({ stream: () => this.house.units() });
  private readonly file = signal<File | undefined>(undefined);
  private readonly isMissing = signal(false);
  protected readonly missing = computed(() => (this.isMissing() ? this.texts.say('houseImport.missing') : undefined));
  protected readonly report = signal<ImportReport | undefined>(undefined);
  private readonly imported = signal<ImportReport['counts'] | undefined>(undefined);
  protected readonly shown = signal<ReadonlySet<ImportOutcome>>(new Set(IMPORT_OUTCOMES));
  private readonly chosen = computed(
    () => this.report()?.rows.filter(({ outcome }) => this.shown().has(outcome)) ?? [],
  );
  protected readonly rows = computed(() => this.chosen().slice(0, MOST_ROWS));
  protected readonly hidden = computed(() => this.chosen().length - this.rows().length);
  /** How many rows would change something. */
  protected readonly work = computed(() => {
    const counts = this.report()?.counts;
    return counts === undefined ? 0 : counts.added + counts.changed;
  });
  protected readonly summary = computed(() => this.counted('houseImport.summary', this.report()?.counts));
  protected readonly done = computed(() => this.counted('houseImport.done', this.imported()));

  protected columns(kind: ImportKind): string {
    const known = Object.entries<readonly string[]>(IMPORT_COLUMNS[kind]);
    return known.map(([name, [german = '']]) => (language() === 'de' ? german : name)).join('; ');
  }

  protected words(note: ImportNote): string {
    return importWords(note, language());
  }

  protected choose(kind: ImportKind): void {
    this.kind.set(kind);
    this.forget();
  }

  protected take(files: FileList | null): void {
    this.file.set(files?.[0]);
    this.isMissing.set(false);
    this.forget();
  }

  protected toggle(outcome: ImportOutcome, isShown: boolean): void {
    this.shown.update((all) => new Set([...all].filter((one) => one !== outcome).concat(isShown ? [outcome] : [])));
  }

  protected async check(): Promise<void> {
    const file = this.file();
    this.forget();
    this.isMissing.set(file === undefined);
    if (file === undefined) return document.getElementById('datei')?.focus();
    const report = await this.command.send(() => this.house.checkImport(this.kind(), file));
    if (report === undefined) return;
    this.shown.set(new Set(report.counts.refused > 0 ? ['refused'] : IMPORT_OUTCOMES));
    this.report.set(report);
    setTimeout(() => document.getElementById('bericht')?.focus());
  }

  protected async run(mode: 'all' | 'good'): Promise<void> {
    const file = this.file();
    const report = this.report();
    if (file === undefined || report === undefined) return;
    const counts = await this.command.send(() => this.house.runImport(report, mode, file));
    if (counts === undefined) return;
    this.report.set(undefined);
    this.imported.set(counts);
  }

  protected saveSample(): void {
    const units = this.units.hasValue() ? this.units.value().items : [];
    const root = units.find(({ parentId }) => parentId === null)?.code ?? 'BA';
    save(toCsv(sampleOf(this.kind(), language(), root)), `${this.kind()}.csv`);
  }

  protected saveReport(): void {
    const report = this.report();
    if (report === undefined) return;
    const say = (key: string) => this.texts.say(`houseImport.${key}`);
    const header = [say('row'), say('what'), say('result'), say('notes')];
    const rows = report.rows.map(({ row, label, outcome, notes }) => [
      String(row),
      label,
      this.texts.say(`houseImport.outcome.${outcome}`),
      notes.map((note) => this.words(note)).join(' '),
    ]);
    save(toCsv([header, ...rows]), `report-${report.kind}.csv`);
  }

  private forget(): void {
    this.report.set(undefined);
    this.imported.set(undefined);
    this.command.problem.set(undefined);
  }

  private counted(key: string, counts: ImportReport['counts'] | undefined): string {
    return counts === undefined ? '' : this.texts.say(key, counts);
  }
}

const save = (text: string, name: string): void => saveFile(new Blob([text], { type: 'text/csv' }), name);
