import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Strokes on a 24 × 24 grid. */
const PATHS = {
  alert: 'M12 3 2 20h20L12 3Zm0 6v5m0 3v.5',
  area: 'M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  at: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm4 0v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5',
  back: 'M20 12H4m7-7-7 7 7 7',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l2 2H4l2-2Zm4 4h4',
  bold: 'M7 4h6a4 4 0 0 1 0 8H7V4Zm0 8h7a4 4 0 0 1 0 8H7v-8Z',
  bullets: 'M9 6h11M9 12h11M9 18h11M4 6h.5M4 12h.5M4 18h.5',
  calendar: 'M4 6h16v14H4V6Zm0 5h16M8 3v5m8-5v5',
  check: 'm4 12 6 6L20 6',
  chevron: 'm9 5 7 7-7 7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l4 2',
  close: 'M5 5l14 14M19 5 5 19',
  dark: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z',
  dissent: 'M8 3v9l-4 4m4-4h8m0-9v9l4 4M12 12v9',
  document: 'M6 3h8l5 5v13H6V3Zm8 0v5h5M9 13h7m-7 4h7',
  download: 'M12 3v12m-5-5 5 5 5-5M4 20h16',
  escalation: 'M12 20V5m-6 6 6-6 6 6',
  folder: 'M3 6h7l2 3h9v11H3V6Z',
  inbox: 'M4 4h16v16H4V4Zm0 9h5l1 3h4l1-3h5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v6m0-10v.5',
  italic: 'M10 4h8M6 20h8M14 4l-4 16',
  keyboard: 'M3 6h18v12H3V6Zm4 4h.5m4 0h.5m4 0h.5M7 14h10',
  language:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 0c3 2.5 4 5.5 4 9s-1 6.5-4 9c-3-2.5-4-5.5-4-9s1-6.5 4-9ZM3.5 9h17m-17 6h17',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  lock: 'M6 11h12v9H6v-9Zm2 0V8a4 4 0 0 1 8 0v3',
  numbers: 'M10 6h10M10 12h10M10 18h10M4 4l1.5-.5V9M4 14h2.5L4 18h2.5',
  open: 'M14 4h6v6m0-6L10 14M18 14v6H4V6h6',
  overview: 'M4 5h16M4 12h16M4 19h10M2 5h.5M2 12h.5M2 19h.5',
  pen: 'm4 20 1-5L16 4l4 4L9 19l-5 1Z',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-7 9c0-3.5 3-5 7-5s7 1.5 7 5M16 4.5a3.5 3.5 0 0 1 0 6.5m2 4c2.5.5 4 2 4 5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-4 3.5-6 8-6s8 2 8 6',
  plus: 'M12 4v16M4 12h16',
  print: 'M7 9V3h10v6M7 18H4V9h16v9h-3M7 14h10v7H7v-7Z',
  readdress: 'M4 8h13l-4-4m7 12H7l4 4',
  refresh: 'M20 11a8 8 0 1 0-2 6m2-12v6h-6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm5 11.5L21 21',
  seal: 'M12 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm-3 11-1 7 4-2 4 2-1-7',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4v6M9 14v6',
  system: 'M3 5h18v12H3V5Zm6 16h6m-3-4v4',
  task: 'M5 4h14v16H5V4Zm3 8 3 3 5-6',
} as const;
export type IconName = keyof typeof PATHS;

/** Decoration beside words, never instead of them. */
@Component({
  selector: 'ui-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      width: 1.25em;
      height: 1.25em;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
