import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { PageHead } from '../ui/page-head';

@Component({
  selector: 'app-not-found',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, EmptyState, PageHead, RouterLink, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'notFound.heading' | transloco" />
      <ui-empty-state icon="search" [heading]="'notFound.what' | transloco">
        <a uiButton="primary" routerLink="/posteingang">{{ 'notFound.back' | transloco }}</a>
      </ui-empty-state>
    </div>
  `,
})
export class NotFound {}
