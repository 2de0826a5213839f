import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, Injector, afterNextRender, computed, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { firstValueFrom } from 'rxjs';
import { kept } from '../../core/kept';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { PlanningApi, type PlanRow } from './planning.api';

type Name = Parameters<PlanningApi['all']>[1];

/** What is being done in a list of the plan: nothing, something new, or an act on one row as it was read. */
@Injectable()
export class PlanEditing {
  private readonly injector = inject(Injector);
  private readonly current = inject(CurrentProject);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly texts = inject(Texts);
  private opener: HTMLElement | null = null;
  private readonly open = signal<{ act: string; row: PlanRow | undefined } | undefined>(undefined);

  readonly act = computed(() => this.open()?.act ?? '');
  readonly row = computed(() => this.open()?.row);

  isOpen(act: string, row?: PlanRow): boolean {
    return this.act() === act && this.row()?.id === row?.id;
  }

  isOn(row: PlanRow): boolean {
    return this.row()?.id === row.id;
  }

  begin(act: string, row?: PlanRow): void {
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.open.set({ act, row });
  }

  /** The row as it stands now: what the person typed stays. */
  renew(rows: readonly PlanRow[]): void {
    const { act, row } = this.open() ?? {};
    const fresh = rows.find(({ id }) => id === row?.id);
    if (act !== undefined && fresh !== undefined) this.open.set({ act, row: fresh });
  }

  /** The focus goes back to where the act began; if that is gone, to the heading of the list. */
  close(headingId: string): void {
    const opener = this.opener;
    this.open.set(undefined);
    afterNextRender(
      () => {
        if (opener?.isConnected && opener !== document.body) opener.focus();
        else document.getElementById(headingId)?.focus();
      },
      { injector: this.injector },
    );
  }

  done(headingId: string): void {
    this.close(headingId);
    this.current.refresh();
    void this.announcer.announce(this.texts.say('saved'));
  }
}

/** One list of the plan, asked again whenever the project has news. */
export function planList<T extends PlanRow>(name: Name) {
  const api = inject(PlanningApi);
  const current = inject(CurrentProject);
  const editing = inject(PlanEditing);
  const id = computed(() => current.project().id);
  const resource = rxResource({
    params: () => ({ id: id(), at: current.revision() }),
    stream: ({ params }) => api.all<T>(params.id, name),
  });
  const items = kept(resource, id);
  return {
    resource,
    items,
    projectId: id,
    /** After a refusal because somebody else was faster. */
    async renew(): Promise<void> {
      editing.renew(await firstValueFrom(api.all<T>(id(), name)));
      resource.reload();
    },
  };
}
