import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Definition } from '@querraum/workflow';
import { CourseList } from './course-list';
import type { CourseItem } from './course-item';
import { DetailsOpen } from './details-open';
import { Diagram } from './diagram';

/** List and diagram of one course side by side, with one selection; on a narrow screen the list leads. */
@Component({
  selector: 'app-course-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CourseList, Diagram, TranslocoPipe],
  providers: [DetailsOpen],
  template: `
    <div class="both">
      <section class="card list" [attr.aria-label]="'diagram.list' | transloco">
        <app-course-list
          [items]="items()"
          [label]="'diagram.list' | transloco"
          [(selected)]="selected"
          (shown)="diagram().focus($event)"
        />
      </section>
      <section class="card" [attr.aria-label]="'diagram.diagram' | transloco">
        <app-diagram
          [definition]="definition()"
          [items]="items()"
          [taken]="taken()"
          [label]="label()"
          [(selected)]="selected"
          (opened)="open($event)"
        />
      </section>
    </div>
  `,
  styles: `
    .both {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 1.25rem;
      align-items: start;
    }
    @media (min-width: 1024px) {
      .both {
        grid-template-columns: minmax(18rem, 1fr) minmax(0, 3fr);
      }
      .list {
        max-height: 85dvh;
        overflow: auto;
      }
    }
  `,
})
export class CourseView {
  readonly definition = input.required<Definition>();
  readonly items = input.required<readonly CourseItem[]>();
  readonly taken = input<ReadonlySet<string>>();
  readonly label = input.required<string>();
  /** Where the reader is led first; what has been chosen since stays. */
  readonly begin = input<string>();
  protected readonly selected = linkedSignal<string | undefined, string | undefined>({
    source: this.begin,
    computation: (begin, before) => before?.value ?? begin,
  });
  protected readonly diagram = viewChild.required(Diagram);
  private readonly details = inject(DetailsOpen);

  /** The details stand in the list: it opens there, and one can go back from it. */
  protected open(id: string): void {
    this.selected.set(id);
    this.details.open(id);
    document.getElementById(`ablauf-${id}`)?.focus();
  }
}
