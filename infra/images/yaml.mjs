import { parsers } from 'prettier/plugins/yaml';

/** @typedef {{ type: string, value?: string, anchor?: { value: string }, children?: Node[] }} Node as prettier names the parts */

/**
 * A YAML file as plain values, with anchors and merged keys resolved; scalars stay text. Prettier reads it, so that
 * checking one file needs no package of its own.
 * @param {string} text
 * @returns {Promise<any>}
 */
export async function readYaml(text) {
  const root = /** @type {Node} */ (await parsers.yaml.parse(text, /** @type {any} */ ({ originalText: text })));
  const body = root.children?.[0].children?.find(({ type }) => type === 'documentBody');
  return valueOf(body?.children?.[0], new Map());
}

/** @param {Node | undefined} node @param {Map<string, unknown>} anchors @returns {unknown} */
function valueOf(node, anchors) {
  if (!node) return undefined;
  if (node.type === 'alias') return anchors.get(node.value ?? '');
  const inner = (/** @type {Node} */ { children = [] }) => valueOf(children[0], anchors);
  let value;
  if (/^(flowM|m)apping$/.test(node.type)) value = mappingOf(node, anchors);
  else if (/^(flowS|s)equence$/.test(node.type)) value = (node.children ?? []).map(inner);
  else value = node.value;
  if (node.anchor) anchors.set(node.anchor.value, value);
  return value;
}

/** @param {Node} node @param {Map<string, unknown>} anchors */
function mappingOf({ children = [] }, anchors) {
  const pairs = children.map(({ children: [key, value] = [] }) => ({
    key: /** @type {string} */ (valueOf(key?.children?.[0], anchors)),
    value: valueOf(value?.children?.[0], anchors),
  }));
  const merged = pairs.filter(({ key }) => key === '<<').map(({ value }) => value);
  const own = pairs.filter(({ key }) => key !== '<<').map(({ key, value }) => [key, value]);
  return Object.assign({}, ...merged, Object.fromEntries(own));
}
