import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { choicesIn, faultsIn, refusedIn, type PlanForm, type PlanValues } from './plan-fields';

/** A form of the plan, in its place on the page: takes the focus, keeps what was typed, and says what is wrong. */
@Component({
  selector: 'app-plan-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './plan-form.html',
  styles: `
    form {
      max-width: 54rem;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
      gap: 1rem;
      align-items: end;
    }
    .whole {
      grid-column: 1 / -1;
    }
    .checks {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: 0.5rem 1rem;
    }
    .checks label {
      flex-wrap: nowrap;
    }
  `,
})
export class PlanFormView {
  /** Of the form, and of the draft that it keeps. */
  readonly name = input.required<string>();
  readonly heading = input.required<string>();
  readonly action = input.required<string>();
  readonly form = input.required<PlanForm>();
  readonly save = input.required<(entry: object) => Promise<unknown>>();
  readonly saved = output();
  readonly abandoned = output();
  /** Somebody else was faster; the person wants to see how it stands now and go on. */
  readonly outdated = output();
  protected readonly command = inject(Command);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  private readonly typed = signal<PlanValues>({});
  protected readonly values = computed<PlanValues>(() => ({
    ...this.form().values,
    ...(this.drafts.read<PlanValues>(this.draftName()) as PlanValues | undefined),
    ...this.typed(),
  }));
  private readonly draftName = computed(() => `plan:${this.name()}`);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);
  protected readonly idOf = (key: string): string => `plan-${this.name().replaceAll(/[^\w-]/g, '-')}-${key}`;

  constructor() {
    const host: ElementRef<HTMLElement> = inject(ElementRef);
    afterNextRender(() => host.nativeElement.querySelector<HTMLElement>('input, textarea, select')?.focus());
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.values());
    });
  }

  protected errorOf(key: string): string | undefined {
    return this.errors().find(({ fieldId }) => fieldId === this.idOf(key))?.message;
  }

  protected type(key: string, value: string | boolean | readonly string[]): void {
    this.typed.update((typed) => ({ ...typed, [key]: value }));
    this.errors.update((errors) => errors.filter(({ fieldId }) => fieldId !== this.idOf(key)));
  }

  protected isChosen(key: string, value: string): boolean {
    return choicesIn(this.values(), key).includes(value);
  }

  protected choose(key: string, value: string, isChosen: boolean): void {
    const others = choicesIn(this.values(), key).filter((one) => one !== value);
    this.type(key, isChosen ? [...others, value] : others);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    const { fields, entryOf } = this.form();
    this.errors.set(faultsIn(fields, this.values(), this.idOf, this.texts.say));
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const isSaved = await this.command.send(async () => {
      await this.save()(entryOf(this.values()));
      return true;
    });
    if (isSaved) {
      this.drafts.drop(this.draftName());
      this.saved.emit();
      return;
    }
    this.errors.set(refusedIn(fields, this.command.problem()?.errors ?? [], this.idOf));
    this.attempt.update((count) => count + 1);
  }

  protected abandon(): void {
    this.drafts.drop(this.draftName());
    this.abandoned.emit();
  }
}
