import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail } from '@querraum/contracts';
import { DateOf } from '../../core/format';
import { PlaceMap } from '../../core/map/place-map';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { fieldLines } from './field-words';

/** What the project is, where, and who takes part. */
@Component({
  selector: 'app-project-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateOf, Fact, Facts, Localized, PlaceMap, RouterLink, TranslocoPipe],
  template: `
    <div class="stack stack--wide">
      <section class="card stack" aria-labelledby="angaben">
        <h2 id="angaben">{{ 'project.facts' | transloco }}</h2>
        @if (project().description; as description) {
          <p class="pre-line">{{ description }}</p>
        }
        <ui-facts>
          <ui-fact [label]="'project.reference' | transloco">
            <code>{{ project().reference }}</code>
          </ui-fact>
          <ui-fact [label]="'title.projectKind' | transloco">{{ project().kind.name | localized }}</ui-fact>
          @for (field of fields(); track field.key) {
            <ui-fact [label]="field.label">{{ field.value }}</ui-fact>
          }
          <ui-fact [label]="'project.areas' | transloco">
            @for (area of project().areas; track area.key) {
              <span class="area">
                <a routerLink="/raeume" [queryParams]="{ raum: area.key }">{{ area.name }}</a>
                <span class="muted small"> {{ 'areas.short.' + area.level | transloco }} {{ area.key }}</span>
              </span>
            }
          </ui-fact>
          <ui-fact [label]="'project.lead' | transloco">{{ project().leadUnitName }}</ui-fact>
          <ui-fact [label]="'project.created' | transloco">
            {{ project().createdAt | dateOf }}, {{ project().createdBy }}
          </ui-fact>
        </ui-facts>
        @if (project().state === 'closed' && project().allowed.includes('template:propose')) {
          <p>
            <a uiButton="secondary" [small]="true" [routerLink]="['/vorhaben', project().id, 'vorlage']">
              {{ 'templates.propose' | transloco }}
            </a>
          </p>
        }
        @defer (on viewport) {
          <app-place-map [areas]="project().areas" />
        } @placeholder {
          <div class="map-place"></div>
        }
      </section>
      <section class="card stack" aria-labelledby="beteiligte-stellen">
        <h2 id="beteiligte-stellen">{{ 'project.parties' | transloco }}</h2>
        <ul role="list" class="stack stack--tight">
          @for (party of parties(); track party.id) {
            <li>
              <span class="strong">{{ party.name }}</span>
              <span class="muted small"> · {{ party.tenant }}</span>
              <div class="muted small">{{ party.role }}</div>
            </li>
          }
        </ul>
      </section>
    </div>
  `,
  styles: `
    .area {
      display: block;
    }
    .map-place {
      min-height: 14rem;
    }
  `,
})
export class ProjectFacts {
  readonly project = input.required<ProjectDetail>();
  private readonly texts = inject(Texts);
  protected readonly fields = computed(() => fieldLines(this.project().fields, this.texts));
  protected readonly parties = computed(() =>
    this.project().parties.map(({ unit, role }) => ({
      id: unit.id + role,
      name: unit.name,
      tenant: unit.tenantName,
      role: this.texts.say(`party.${role}`),
    })),
  );
}
