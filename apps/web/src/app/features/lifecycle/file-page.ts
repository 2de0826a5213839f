import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { ClosingSection } from './closing-section';
import { CycleSection } from './cycle-section';
import { DetailsSection } from './details-section';
import { LeadSection } from './lead-section';
import { ParticipantsSection } from './participants-section';
import { RetentionSection } from './retention-section';

/** Akte of a project: who leads it, who takes part and why, how it ends, and when it is renewed. Who is offered the lead sees the offer alone. */
@Component({
  selector: 'app-file-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ClosingSection, CycleSection, DetailsSection, LeadSection, ParticipantsSection, RetentionSection],
  template: `
    <div class="sections">
      <app-lead-section (changed)="refresh()" />
      @if (current.project().seesFile) {
        <app-participants-section (changed)="refresh()" />
        <app-closing-section (changed)="refresh()" />
        <app-cycle-section (changed)="refresh()" />
        <app-retention-section (changed)="refresh()" />
        <app-details-section (changed)="refresh()" />
      }
    </div>
  `,
  styles: `
    .sections {
      display: grid;
      gap: 1.5rem;
      align-items: start;
      grid-template-columns: minmax(0, 1fr);
    }
    @media (min-width: 1200px) {
      .sections {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }
  `,
})
export class FilePage {
  protected readonly current = inject(CurrentProject);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly texts = inject(Texts);

  protected refresh(): void {
    this.current.refresh();
    void this.announcer.announce(this.texts.say('saved'));
  }
}
