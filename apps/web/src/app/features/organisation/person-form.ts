import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { formErrors } from './form-errors';
import { HouseApi } from './house.api';
import { EMPTY_ROLE, type RoleDraft, RoleFields, roleEntryOf } from './role-fields';
import { unitTree } from './unit-tree';

const EMPTY = { name: '', username: '', email: '' };
const FIELDS = { name: 'name', username: 'benutzername', email: 'email', unitId: 'einheit' };

/** A new person with the first role. They wait for their first sign-in under the username. */
@Component({
  selector: 'app-person-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, PageHead, ProblemView, RoleFields, RouterLink, TranslocoPipe],
  providers: [Command],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'house.addPerson' | transloco" [above]="'title.organisation' | transloco" />
      <form
        class="stack stack--wide"
        novalidate
        [attr.aria-label]="'house.addPerson' | transloco"
        (submit)="submit($event)"
      >
        <ui-error-summary [heading]="'form.errors' | transloco" [errors]="errors()" [attempt]="attempt()" />
        <section class="card stack">
          <ui-field
            fieldId="name"
            [label]="'house.personName' | transloco"
            [hint]="'house.personNameHint' | transloco"
            [error]="errorOf('name')"
          >
            <input
              #name
              uiInput
              type="text"
              maxlength="150"
              autocomplete="off"
              [value]="person().name"
              (input)="change({ name: name.value })"
            />
          </ui-field>
          <ui-field
            fieldId="benutzername"
            [label]="'house.username' | transloco"
            [hint]="'house.usernameHint' | transloco"
            [error]="errorOf('benutzername')"
          >
            <input
              #username
              uiInput
              type="text"
              maxlength="100"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              [value]="person().username"
              (input)="change({ username: username.value })"
            />
          </ui-field>
          <ui-field
            fieldId="email"
            [label]="'house.email' | transloco"
            [mark]="'optional' | transloco"
            [hint]="'house.emailHint' | transloco"
            [error]="errorOf('email')"
          >
            <input
              #email
              uiInput
              type="email"
              maxlength="200"
              autocomplete="off"
              [value]="person().email"
              (input)="change({ email: email.value })"
            />
          </ui-field>
        </section>
        <section class="card stack" aria-labelledby="abschnitt-rolle">
          <h2 id="abschnitt-rolle">{{ 'house.firstRole' | transloco }}</h2>
          @if (units.error(); as error) {
            <app-problem [error]="error" (retry)="units.reload()" />
          } @else {
            <app-role-fields [units]="all()" [errorOf]="errorOf" [draft]="role()" (draftChange)="give($event)" />
          }
        </section>
        @if (addedId(); as id) {
          <p role="status">
            {{ 'house.addedWithoutRole' | transloco }}
            <a [routerLink]="['/verwaltung/organisation/personen', id]">{{ person().name }}</a>
          </p>
        }
        @if (command.problem(); as problem) {
          @if (errors().length === 0) {
            <app-problem [error]="problem" [retryLabel]="false" />
          }
        }
        <div class="row">
          <button uiButton="primary" type="submit" [busy]="command.busy()">{{ 'house.addPerson' | transloco }}</button>
          <a uiButton="tertiary" routerLink="/verwaltung/organisation">{{ 'cancel' | transloco }}</a>
        </div>
      </form>
    </div>
  `,
})
export class PersonForm {
  /** From the address: the unit for which the person is added. */
  readonly einheit = input<string>();
  /** From the address: `fachadministration` begins with that role. */
  readonly rolle = input<string>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly command = inject(Command);
  protected readonly units = rxResource({ stream: () => this.house.units() });
  protected readonly all = computed(() => (this.units.hasValue() ? this.units.value().items : []));
  protected readonly person = signal(EMPTY);
  private readonly top = computed(() => unitTree(this.all(), false)[0]?.unit.id ?? '');
  /** Whoever administrates does so for the whole house. */
  protected readonly role = linkedSignal<RoleDraft>(() =>
    this.rolle() === 'fachadministration'
      ? { ...EMPTY_ROLE, unitId: this.einheit() ?? this.top(), role: 'ADMIN' }
      : { ...EMPTY_ROLE, unitId: this.einheit() ?? '' },
  );
  /** Once the person is there, another attempt gives them the role alone. */
  protected readonly addedId = signal('');
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly errorOf = (fieldId: string): string | undefined =>
    this.errors().find((error) => error.fieldId === fieldId)?.message;

  protected change(change: Partial<typeof EMPTY>): void {
    this.person.update((person) => ({ ...person, ...change }));
    this.forgetSettled();
  }

  protected give(role: RoleDraft): void {
    this.role.set(role);
    this.forgetSettled();
  }

  private forgetSettled(): void {
    const left = new Set(this.missing().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    this.errors.set(this.missing());
    if (this.errors().length === 0) {
      const answer = await this.command.send(() => this.save());
      if (answer !== undefined) {
        await this.router.navigate(['/verwaltung/organisation/personen', answer.id]);
        return;
      }
      const problem = this.command.problem();
      if (problem !== undefined) this.errors.set(formErrors(problem, FIELDS));
    }
    this.attempt.update((count) => count + 1);
  }

  private async save() {
    if (this.addedId() === '') this.addedId.set((await this.house.addPerson(this.entry())).id);
    return this.house.addRole(this.addedId(), roleEntryOf(this.role()));
  }

  private entry() {
    const { email, ...person } = this.person();
    return { ...person, email: email.trim() || null };
  }

  private missing(): FieldError[] {
    const { name, username } = this.person();
    const say = (fieldId: string, key: string) => ({ fieldId, message: this.texts.say(`house.missing.${key}`) });
    return [
      ...(name.trim().length < 2 ? [say('name', 'personName')] : []),
      ...(username.trim().length < 2 ? [say('benutzername', 'username')] : []),
      ...(this.role().unitId === '' ? [say('einheit', 'unit')] : []),
    ];
  }
}
