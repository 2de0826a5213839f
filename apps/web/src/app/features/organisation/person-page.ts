import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { type HousePersonDetail, ROLE_CAPACITY_NAMES, ROLE_NAMES } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import type { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { Deputations } from './deputations';
import { formErrors } from './form-errors';
import { HouseApi } from './house.api';
import { LastChange } from './last-change';
import { lastDay } from './periods';
import { RolePosition } from './role-position';
import { EMPTY_ROLE, type RoleDraft, RoleFields, roleEntryOf } from './role-fields';

const FIELDS = { name: 'name', username: 'benutzername', email: 'email', unitId: 'einheit', from: 'von', to: 'bis' };

/** One person: roles with their time, Vertretung, sign-in. */
@Component({
  selector: 'app-person-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    DateOf,
    Deputations,
    Field,
    FieldControl,
    LastChange,
    Localized,
    PageHead,
    ProblemView,
    RoleFields,
    RolePosition,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './person-page.html',
  styles: `
    .post {
      flex-basis: 100%;
    }
  `,
})
export class PersonPage {
  /** From the address. */
  readonly id = input.required<string>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly roles = ROLE_NAMES;
  protected readonly capacities = ROLE_CAPACITY_NAMES;
  protected readonly lastDay = lastDay;
  protected readonly person = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.house.person(params),
  });
  private readonly units = rxResource({ stream: () => this.house.units() });
  protected readonly shown = computed(() => (this.person.hasValue() ? this.person.value() : undefined));
  protected readonly allUnits = computed(() => (this.units.hasValue() ? this.units.value().items : []));
  protected readonly role = signal(EMPTY_ROLE);
  protected readonly data = linkedSignal(() => ({
    name: this.shown()?.name ?? '',
    username: this.shown()?.username ?? '',
    email: this.shown()?.email ?? '',
  }));
  private readonly errors = signal<readonly FieldError[]>([]);
  protected readonly errorOf = (fieldId: string): string | undefined =>
    this.errors().find((error) => error.fieldId === fieldId)?.message;

  protected edit(change: Partial<ReturnType<typeof this.data>>): void {
    this.data.update((data) => ({ ...data, ...change }));
  }

  /** What was wrong is no longer said once it has been changed. */
  protected give(role: RoleDraft): void {
    this.role.set(role);
    this.errors.set([]);
  }

  protected async addRole(event: Event): Promise<void> {
    event.preventDefault();
    if (this.role().unitId === '') {
      this.errors.set([{ fieldId: 'einheit', message: this.texts.say('house.missing.unit') }]);
      document.getElementById('einheit')?.focus();
      return;
    }
    if (await this.send(() => this.house.addRole(this.id(), roleEntryOf(this.role())))) this.role.set(EMPTY_ROLE);
  }

  protected endRole(roleId: string): Promise<boolean> {
    return this.send(() => this.house.endRole(this.id(), roleId, null));
  }

  protected rename(event: Event): Promise<boolean> {
    event.preventDefault();
    const { email, ...data } = this.data();
    const change = { ...data, email: email.trim() || null };
    return this.send((revision) => this.house.changePerson(this.id(), change, revision));
  }

  protected disable(disabled: boolean): Promise<boolean> {
    return this.send((revision) => this.house.changePerson(this.id(), { disabled }, revision));
  }

  private async send(command: (revision: number) => Promise<HousePersonDetail>): Promise<boolean> {
    this.errors.set([]);
    const answer = await this.command.send(() => command(this.shown()?.revision ?? 0));
    const problem = this.command.problem();
    if (problem !== undefined) this.errors.set(formErrors(problem, FIELDS));
    if (answer !== undefined) this.person.set(answer);
    return answer !== undefined;
  }
}
