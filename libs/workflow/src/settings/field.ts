import type { Definition, LocalizedText, NodeDefinition } from '../definition';

export interface Choosable {
  value: string;
  label: LocalizedText;
}

interface FieldBase {
  /** Where the value stands in the node: `period`, `settings.onSilence`, `until.event`. */
  path: string;
  label: LocalizedText;
  help?: LocalizedText;
  /** What it brings for the people as it is set now. */
  meaning?: (node: NodeDefinition) => LocalizedText;
  /** The value may be left out; an empty one is. */
  optional?: true;
  /** Only where the others make it matter. */
  shownWhen?: (node: NodeDefinition) => boolean;
  /** Shown on demand: what most procedures leave as it is. */
  advanced?: true;
}

/** A setting of a node with all that is needed to draw it, to check that none is forgotten, and to say it in words. */
export type SettingField = FieldBase &
  (
    | {
        kind:
          | 'text'
          | 'word'
          | 'date'
          | 'time'
          | 'weekday'
          | 'yesNo'
          | 'periods'
          | 'addressee'
          | 'addressees'
          | 'results'
          | 'fields'
          | 'fact'
          | 'factPairs'
          | 'round'
          | 'procedure'
          | 'way'
          | 'waves'
          | 'table';
      }
    /** `startable`: it may count from something else than the beginning of the step. */
    | { kind: 'period'; startable?: true }
    | { kind: 'number'; min: number; max: number }
    | { kind: 'choice'; choices: readonly Choosable[] }
    /** One of several shapes; choosing one begins with `initial`. */
    | { kind: 'variant'; variants: readonly (Choosable & { initial: Record<string, unknown> })[] }
  );
export type FieldKind = SettingField['kind'];

/** A block of the office as an administrator meets it. */
export interface BlockSettings {
  name: LocalizedText;
  /** What it is for, in one sentence. */
  about: LocalizedText;
  fields: readonly SettingField[];
  /** What it begins with when it is added; missing where the form does not add it. */
  initial?: (definition: Definition) => Record<string, unknown>;
}

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

export function valueAt(node: object, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (isPart(part) ? part[name] : undefined), node);
}

/** The node with another value there; `undefined` takes the setting out. */
export function withValueAt<Node extends object>(node: Node, path: string, value: unknown): Node {
  const [name = '', ...rest] = path.split('.');
  const { [name]: before, ...others } = node as Part;
  const now = rest.length === 0 ? value : withValueAt(isPart(before) ? before : {}, rest.join('.'), value);
  if (now === undefined) return others as Node;
  return { ...node, [name]: now };
}
