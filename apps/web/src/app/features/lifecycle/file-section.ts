import { Directive, ElementRef, inject, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { kept } from '../../core/kept';
import { CurrentProject } from '../../core/project/current-project';
import { LifecycleApi } from './lifecycle.api';

/** A section of the file: what it knows of the project, and the one form that is open in it. */
@Directive()
export abstract class FileSection<Known, Open> {
  protected readonly current = inject(CurrentProject);
  protected readonly lifecycle = inject(LifecycleApi);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly changed = output();
  protected readonly resource = rxResource({
    params: () => ({ id: this.current.project().id, revision: this.current.revision() }),
    stream: ({ params }) => this.load(params.id),
  });
  protected readonly known = kept(this.resource, this.current.id);
  protected readonly open = signal<Open | undefined>(undefined);

  protected abstract load(projectId: string): Observable<Known>;

  /** The form goes; whoever works by keyboard stays in its place. */
  protected leave(): void {
    this.open.set(undefined);
    this.host.nativeElement.querySelector('h2')?.focus();
  }

  protected finish(): void {
    this.leave();
    this.resource.reload();
    this.changed.emit();
  }
}
