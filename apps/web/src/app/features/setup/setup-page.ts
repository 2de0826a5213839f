import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Setup, STATES, UNIT_KIND_NAMES } from '@querraum/contracts';
import { Command } from '../../core/command';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { Session } from '../../core/session';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { SetupApi } from './setup.api';

const EMPTY = { code: '', name: '', shortName: '', kind: 'DISTRICT_AUTHORITY', state: 'BE', administratorName: '' };
const CODE_PROBLEMS = new Set(['setupCodeWrong', 'setupBlocked']);
const FIELDS: Record<string, string> = {
  code: 'code',
  'authority.name': 'behoerde',
  'authority.shortName': 'kuerzel',
  administratorName: 'name',
};

/** For whoever signs in and is nobody here yet: the set-up of an empty installation, or whom to ask. */
@Component({
  selector: 'app-setup-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, Localized, PageHead, ProblemView, Skeleton, TranslocoPipe],
  providers: [Command],
  templateUrl: './setup-page.html',
})
export class SetupPage {
  private readonly api = inject(SetupApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly me = inject(Me);
  protected readonly session = inject(Session);
  protected readonly command = inject(Command);
  protected readonly kindNames = UNIT_KIND_NAMES;
  protected readonly kinds = ['DISTRICT_AUTHORITY', 'SENATE_DEPARTMENT'] as const;
  protected readonly states = Object.entries(STATES);
  protected readonly state = rxResource({ stream: () => this.api.state() });
  protected readonly shown = computed(() => (this.state.hasValue() ? this.state.value() : undefined));
  protected readonly draft = signal(EMPTY);
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);

  constructor() {
    // Whoever is known, from the beginning or from now on, has nothing to do here.
    effect(() => {
      const me = this.me.value();
      if (me !== undefined) void this.router.navigate([me.isAdmin ? '/verwaltung' : '/posteingang']);
    });
  }

  protected change(change: Partial<typeof EMPTY>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    const left = new Set(this.missing().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    this.errors.set(this.missing());
    if (this.errors().length === 0) {
      const done = await this.command.send(async () => {
        await this.api.setUp(this.entry());
        return true;
      });
      if (done) return void this.me.resource.reload();
      this.refuse();
    }
    this.attempt.update((count) => count + 1);
  }

  private refuse(): void {
    const problem = this.command.problem();
    if (problem === undefined) return;
    if (problem.code === 'setupClosed') {
      this.state.reload();
      this.me.resource.reload();
    }
    if (CODE_PROBLEMS.has(problem.code)) this.errors.set([{ fieldId: 'code', message: problem.detail }]);
    else
      this.errors.set(
        problem.errors.flatMap(({ path, message }) => {
          const fieldId = FIELDS[path];
          return fieldId === undefined ? [] : [{ fieldId, message }];
        }),
      );
  }

  private entry(): Setup {
    const { code, administratorName, ...authority } = this.draft();
    return { code, administratorName, authority } as Setup;
  }

  private missing(): FieldError[] {
    const { code, name, shortName, administratorName } = this.draft();
    const say = (fieldId: string, key: string) => ({ fieldId, message: this.texts.say(`setup.missing.${key}`) });
    return [
      ...(code.trim() === '' ? [say('code', 'code')] : []),
      ...(name.trim().length < 2 ? [say('behoerde', 'name')] : []),
      ...(shortName.trim() === '' ? [say('kuerzel', 'shortName')] : []),
      ...(administratorName.trim().length < 2 ? [say('name', 'ownName')] : []),
    ];
  }
}
