const OUTERMOST = new Set(['Program', 'ExportNamedDeclaration']);
const METHODS = new Set(['query', 'rows', 'stream']);

/** SQL is a constant and data are parameters: the text handed to a query may only be made of module constants. */
export const constantSql = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { built: 'SQL is a constant: hand "{{text}}" over as a parameter ($1, $2 …).' },
  },
  create(context) {
    const definitionOf = (node) => {
      for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper)
        if (scope.set.has(node.name)) return scope.set.get(node.name).defs[0];
      return undefined;
    };
    const isModuleConstant = (node) => {
      if (node.type === 'MemberExpression' && !node.computed) return isModuleConstant(node.object);
      if (node.type !== 'Identifier') return false;
      const definition = definitionOf(node);
      if (definition?.type === 'ImportBinding') return true;
      const declaration = definition?.parent;
      if (declaration?.kind !== 'const') return false;
      const { type, right } = declaration.parent;
      return type === 'ForOfStatement' ? isModuleConstant(right) : OUTERMOST.has(type);
    };
    const isEscaped = ({ type, callee }) =>
      type === 'CallExpression' && /^escape(Identifier|Literal)$/.test(callee.property?.name ?? '');
    const isJoined = ({ type, callee, arguments: [separator] = [] }) =>
      type === 'CallExpression' &&
      callee.property?.name === 'join' &&
      separator?.type === 'Literal' &&
      isModuleConstant(callee.object);
    const foreignParts = (node) => {
      if (node.type === 'TemplateLiteral') return node.expressions.flatMap(foreignParts);
      if (node.type === 'BinaryExpression') return [...foreignParts(node.left), ...foreignParts(node.right)];
      const isConstant = node.type === 'Literal' || isModuleConstant(node) || isEscaped(node) || isJoined(node);
      return isConstant ? [] : [node];
    };
    return {
      'CallExpression[callee.type="MemberExpression"]'({ callee, arguments: [sql] }) {
        if (!METHODS.has(callee.property.name)) return;
        if (sql?.type !== 'TemplateLiteral' && sql?.type !== 'BinaryExpression') return;
        for (const node of foreignParts(sql))
          context.report({ node, messageId: 'built', data: { text: context.sourceCode.getText(node) } });
      },
    };
  },
};
