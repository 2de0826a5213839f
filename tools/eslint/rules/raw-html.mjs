const SINKS = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'createContextualFragment']);

/** Text from outside is never made markup: Angular escapes it, and nothing goes around Angular. */
export const rawHtml = {
  meta: { type: 'problem', schema: [], messages: { raw: '"{{name}}" would make markup out of text.' } },
  create(context) {
    const check = (node, name) => {
      if (SINKS.has(name) || /^bypassSecurityTrust/.test(name ?? ''))
        context.report({ loc: node.loc, messageId: 'raw', data: { name } });
    };
    return {
      MemberExpression: (node) => check(node, node.computed ? node.property.value : node.property.name),
      'ObjectPattern > Property': (node) => check(node, node.key.name),
      BoundAttribute: (node) => check(node, node.name),
      TextAttribute: (node) => check(node, node.name),
    };
  },
};
