import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  model,
  output,
  untracked,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AreaLevel } from '@querraum/contracts';
import { forkJoin, of } from 'rxjs';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { AreasApi, ROOT_KEY } from '../areas/areas.api';
import { kept } from '../kept';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { AreaMap, type AreaMark } from './area-map';
import { parentOf, stepsTo } from './area-steps';

export interface PickedArea {
  key: string;
  name: string;
  level: AreaLevel;
}

/** The areas below one, as a map and as a list that says and does the same; from the Land down to the Planungsräume and back. */
@Component({
  selector: 'app-area-explorer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaMap, Button, Icon, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './area-explorer.html',
  styleUrl: './area-explorer.scss',
})
export class AreaExplorer {
  readonly chosen = input.required<ReadonlySet<string>>();
  readonly marks = input<ReadonlyMap<string, AreaMark>>(new Map<string, AreaMark>());
  /** Whose parts are shown. */
  readonly parent = model(ROOT_KEY);
  readonly pick = output<PickedArea>();
  private readonly areas = inject(AreasApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly shapes = rxResource({
    params: () => this.parent(),
    stream: ({ params }) => this.areas.shapesBelow(params),
  });
  protected readonly drawn = kept(this.shapes, () => this.parent());
  private readonly names = rxResource({
    params: () => stepsTo(this.parent()).join(','),
    stream: ({ params }) => {
      const keys = params.split(',');
      return keys.length === 0 ? of([]) : forkJoin(keys.map((key) => this.areas.area(key)));
    },
  });
  private readonly known = kept(this.names, () => '');
  protected readonly path = computed(() =>
    stepsTo(this.parent()).map((key) => ({
      key,
      name: this.known()?.find((area) => area.key === key)?.name ?? '…',
    })),
  );
  protected readonly label = computed(() => {
    const [first] = this.drawn()?.features ?? [];
    return this.texts.say('map.label', {
      level: first === undefined ? '' : this.texts.say(`map.plural.${first.properties.level}`),
      name: this.path().at(-1)?.name ?? '',
    });
  });

  constructor() {
    // What was chosen elsewhere, in the tree or by the search, is shown here at once; what was taken away changes nothing.
    let before: ReadonlySet<string> = new Set();
    effect(() => {
      const added = [...this.chosen()].findLast((key) => key !== '' && !before.has(key));
      before = this.chosen();
      if (added === undefined) return;
      untracked(() => {
        const shown = this.drawn()?.features.some(({ id }) => id === added) ?? false;
        if (!shown) this.parent.set(parentOf(added));
      });
    });
  }

  protected choose(key: string): void {
    const area = this.drawn()?.features.find(({ id }) => id === key)?.properties;
    if (area !== undefined) this.pick.emit({ key, name: area.name, level: area.level });
  }

  protected goTo(key: string): void {
    this.parent.set(key);
    void this.announcer.announce(this.texts.say('map.shown', { name: this.nameOf(key) }));
  }

  private nameOf(key: string): string {
    const below = this.drawn()?.features.find(({ id }) => id === key)?.properties.name;
    return below ?? this.path().find((step) => step.key === key)?.name ?? key;
  }
}
