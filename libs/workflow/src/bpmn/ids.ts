import { textOf } from './element';
import type { ModdleElement } from './moddle';

/** The id of the element, or of the nearest one around it that has one. */
export function idOf(element: ModdleElement): string | null {
  for (let at: ModdleElement | undefined = element; at !== undefined; at = at.$parent) {
    const id = textOf(at, 'id');
    if (id !== undefined && id !== '') return id;
  }
  return null;
}

/** Ids for what has none: a flow is called by its ends, a node by its kind and place. */
export class Ids {
  private readonly given = new Map<ModdleElement, string>();
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.taken = new Set(taken);
  }

  /** The id that the element has or has been given. */
  known(element: ModdleElement): string | undefined {
    return textOf(element, 'id') || this.given.get(element);
  }

  of(element: ModdleElement, called: () => string): string {
    const known = textOf(element, 'id') ?? this.given.get(element);
    if (known !== undefined && known !== '') return known;
    const wanted = called();
    let id = wanted;
    for (let count = 2; this.taken.has(id); count += 1) id = `${wanted}-${count}`;
    this.taken.add(id);
    this.given.set(element, id);
    return id;
  }
}
