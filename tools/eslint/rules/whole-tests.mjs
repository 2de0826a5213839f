const TESTS = new Set(['describe', 'it', 'test', 'suite']);
const MODIFIERS = new Set(['only', 'skip', 'todo', 'failing']);
const SHORT = new Set(['fdescribe', 'fit', 'ftest', 'xdescribe', 'xit', 'xtest']);

const rootName = (node) => {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'CallExpression' ? rootName(node.callee) : '';
};

/** Every test runs, always: none is skipped, none is singled out, none is promised for later. */
export const wholeTests = {
  meta: { type: 'problem', schema: [], messages: { partial: 'Every test runs, always: no {{name}}.' } },
  create(context) {
    const report = (node, name) => context.report({ node, messageId: 'partial', data: { name } });
    return {
      Identifier(node) {
        if (SHORT.has(node.name) && node.parent.type === 'CallExpression') report(node, node.name);
      },
      MemberExpression(node) {
        const name = node.property.name ?? node.property.value;
        if (MODIFIERS.has(name) && TESTS.has(rootName(node.object))) report(node, `${rootName(node.object)}.${name}`);
        if ((name === 'skip' || name === 'todo') && /^(t|context)$/.test(rootName(node.object))) report(node, name);
      },
      'CallExpression > ObjectExpression > Property'(node) {
        const call = node.parent.parent;
        if (TESTS.has(rootName(call.callee)) && MODIFIERS.has(node.key.name)) report(node, node.key.name);
      },
    };
  },
};
