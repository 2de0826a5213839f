import { BpmnModdle } from 'bpmn-moddle';
import type { Definition } from '../../definition';
import { OWN_NAMESPACE, VENDOR_NAMESPACE, type OwnElement } from '../extension';
import type { ModdleElement } from '../moddle';
import { canonicalJson } from '../own';

/** An element that is being written. */
export type Writable = ModdleElement & { set(name: string, value: unknown): void; [property: string]: unknown };

/** Control characters and halves of characters, which XML 1.0 has no way to write. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
export const writable = <Value>(value: Value): Value =>
  typeof value === 'string' ? (value.replace(UNWRITABLE, '\ufffd') as Value) : value;

const moddle = new BpmnModdle({}, { nsMap: {} });

/** Makes elements, and gives everything an id that has none of its own. */
export class Writing {
  /** Messages, signals, errors and escalations, each once. */
  readonly roots: Writable[] = [];
  private readonly known = new Map<string, Writable>();
  private readonly taken: Set<string>;

  constructor(definitions: readonly Definition[]) {
    this.taken = new Set(
      definitions.flatMap(({ nodes, flows, imported }) => [
        ...(imported === undefined ? [] : [imported.process]),
        ...[...nodes, ...flows].map(({ id }) => id),
      ]),
    );
  }

  /** What is called by this id, or by one like it where that is taken. */
  idLike(wanted: string): string {
    let id = wanted;
    for (let count = 2; this.taken.has(id); count += 1) id = `${wanted}_${count}`;
    this.taken.add(id);
    return id;
  }

  element(type: string, properties: Record<string, unknown> = {}): Writable {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined);
    return moddle.create(
      `bpmn:${type}`,
      Object.fromEntries(given.map(([name, value]) => [name, writable(value)])),
    ) as Writable;
  }

  /** A part of the drawing, whose names stand in namespaces of their own. */
  drawing(type: string, properties: Record<string, unknown>): Writable {
    return moddle.create(type, properties) as Writable;
  }

  own(name: OwnElement, value: unknown): ModdleElement {
    return moddle.createAny(`querraum:${name}`, OWN_NAMESPACE, { $body: canonicalJson(value) });
  }

  vendor(name: string, properties: Record<string, unknown> = {}): ModdleElement {
    return moddle.createAny(`camunda:${name}`, VENDOR_NAMESPACE, properties);
  }

  /** Expressions may stand wherever a text does. */
  expression(body: string | undefined): Writable | undefined {
    return body === undefined ? undefined : this.element('FormalExpression', { body });
  }

  freeId(stem: string): string {
    for (let count = 1; ; count += 1) {
      const id = `${stem}_${count}`;
      if (this.taken.has(id)) continue;
      this.taken.add(id);
      return id;
    }
  }

  /** A message, signal, error or escalation by what distinguishes it. */
  root(type: 'Message' | 'Signal' | 'Error' | 'Escalation', properties: Record<string, unknown>): Writable {
    const key = JSON.stringify([type, properties]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { errorMessage, ...standard } = properties;
    const root = this.element(type, { id: this.freeId(type), ...standard });
    if (errorMessage !== undefined) root.set('camunda:errorMessage', errorMessage);
    this.known.set(key, root);
    this.roots.push(root);
    return root;
  }
}

export const toXml = async (root: Writable): Promise<string> => (await moddle.toXML(root, { format: true })).xml;
