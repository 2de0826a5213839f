import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, IconName } from './icon';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A state in words; colour and icon only repeat what the words say. */
@Component({
  selector: 'ui-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (icon(); as name) {
      <ui-icon [name]="name" />
    }
    <span><ng-content /></span>
  `,
  styleUrl: './badge.scss',
  host: { '[class]': '"tone-" + tone()' },
})
export class Badge {
  readonly tone = input<Tone>('neutral');
  readonly icon = input<IconName>();
}
