import { Injectable, inject } from '@angular/core';
import { filter, interval, map, merge } from 'rxjs';
import { InboxStream } from './inbox-stream';

const LOOK_AGAIN_MS = 20_000;

/**
 * When to look again at a project or a run: the stream tells what reaches the own units, and a slow pulse covers what
 * other units do there.
 */
@Injectable({ providedIn: 'root' })
export class News {
  readonly pulse = merge(
    inject(InboxStream).changes,
    interval(LOOK_AGAIN_MS).pipe(filter(() => document.visibilityState === 'visible')),
  ).pipe(map(() => undefined));
}
