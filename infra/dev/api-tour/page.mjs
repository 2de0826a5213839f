/** @typedef {{ script: string, printed: string | undefined, line: number }} Step a ```sh block, and the ```text block that follows it */

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** Every step of a page, in its order. @param {string} markdown @returns {Step[]} */
export function stepsOf(markdown) {
  /** @type {Step[]} */
  const steps = [];
  for (const { 1: kind, 2: text, index } of markdown.matchAll(BLOCK)) {
    const line = markdown.slice(0, index).split('\n').length;
    const last = steps.at(-1);
    if (kind === 'sh') steps.push({ script: text, printed: undefined, line });
    else if (kind !== 'text') throw new Error(`Zeile ${line}: ein Block muss sh oder text sein, nicht „${kind}“.`);
    else if (!last || last.printed !== undefined) throw new Error(`Zeile ${line}: text ohne sh davor.`);
    else last.printed = text;
  }
  const silent = steps.find(({ printed }) => printed === undefined);
  if (silent) throw new Error(`Zeile ${silent.line}: Was dieser Block ausgibt, steht nicht da.`);
  return steps;
}
