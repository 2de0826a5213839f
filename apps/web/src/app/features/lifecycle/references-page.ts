import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  DEFAULT_REFERENCE_SCHEME,
  type ReferencePart,
  type ReferenceSchemeInput,
  schemeFault,
} from '@querraum/contracts';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { LifecycleApi } from './lifecycle.api';
import { faultyTexts, moved, newPart, PART_TYPES, previewOf } from './scheme-draft';

const MOST_PARTS = 12;

/** How the house makes its Aktenzeichen: parts in their order, with the next one shown while it is written. */
@Component({
  selector: 'app-references-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, Icon, PageHead, ProblemView, Skeleton, TranslocoPipe],
  providers: [Command],
  templateUrl: './references-page.html',
  styleUrl: './references-page.scss',
})
export class ReferencesPage {
  private readonly lifecycle = inject(LifecycleApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly command = inject(Command);
  protected readonly types = PART_TYPES;
  protected readonly counters = ['house', 'unit'] as const;
  protected readonly resource = rxResource({ stream: () => this.lifecycle.scheme() });
  protected readonly read = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly draft = linkedSignal<ReferenceSchemeInput>(() => {
    const { parts, counter } = this.read() ?? DEFAULT_REFERENCE_SCHEME;
    return { parts, counter };
  });
  protected readonly savedNext = signal('');
  protected readonly fault = computed(() => schemeFault(this.draft()));
  protected readonly oddTexts = computed(() => new Set(faultyTexts(this.draft().parts)));
  protected readonly preview = computed(() => {
    const read = this.read();
    return read && previewOf(this.draft(), read);
  });
  protected readonly mayAdd = computed(() => this.draft().parts.length < MOST_PARTS);

  protected changePart(index: number, part: ReferencePart): void {
    this.change(this.draft().parts.map((one, at) => (at === index ? part : one)));
  }

  protected changeType(index: number, type: string): void {
    const known = PART_TYPES.find((one) => one === type);
    if (known !== undefined) this.changePart(index, newPart(known));
  }

  protected changeDigits(index: number, part: ReferencePart, digits: number): void {
    if (part.type === 'number' && digits >= 1 && digits <= 6) this.changePart(index, { ...part, digits });
    if (part.type === 'year' && (digits === 2 || digits === 4)) this.changePart(index, { ...part, digits });
  }

  protected move(index: number, by: -1 | 1): void {
    this.change(moved(this.draft().parts, index, by));
    this.focus(Math.max(0, Math.min(this.draft().parts.length - 1, index + by)));
  }

  protected remove(index: number): void {
    this.change(this.draft().parts.toSpliced(index, 1));
    this.focus(Math.max(0, index - 1));
  }

  protected add(): void {
    this.change([...this.draft().parts, newPart('text')]);
    this.focus(this.draft().parts.length - 1);
  }

  protected count(counter: string): void {
    const known = this.counters.find((one) => one === counter);
    if (known !== undefined) this.draft.update((draft) => ({ ...draft, counter: known }));
    this.savedNext.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.preview() === undefined) return;
    const saved = await this.command.send(() => this.lifecycle.changeScheme(this.draft(), this.read()?.revision ?? 0));
    if (saved === undefined) return;
    this.resource.set(saved);
    this.savedNext.set(saved.next);
    void this.announcer.announce(this.texts.say('references.saved', { next: saved.next }));
  }

  private change(parts: ReferencePart[]): void {
    this.draft.update((draft) => ({ ...draft, parts }));
    this.savedNext.set('');
  }

  private focus(index: number): void {
    setTimeout(() => document.getElementById(`bestandteil-${index}`)?.focus());
  }
}
