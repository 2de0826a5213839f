import { Injectable, signal } from '@angular/core';

const STORE = 'querraum.singleKeys';

/** True where a key press is text or belongs to a control, so that it is no shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** Single-key shortcuts; they can be switched off (WCAG 2.1.4). */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly on = signal(localStorage.getItem(STORE) !== 'off');
  readonly enabled = this.on.asReadonly();

  switch(enabled: boolean): void {
    localStorage.setItem(STORE, enabled ? 'on' : 'off');
    this.on.set(enabled);
  }

  /** The pressed single key, or undefined while typing or when single keys are off. */
  keyOf(event: KeyboardEvent): string | undefined {
    return this.enabled() && !isTyping(event) && !event.defaultPrevented ? event.key : undefined;
  }
}
