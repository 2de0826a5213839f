const METHODS = new Set(['query', 'rows', 'stream']);

/** SQL is a constant and data are parameters: the text handed to a query may only be made of module constants. */
export const constantSql = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { built: 'SQL is a constant: hand "{{text}}" over as a parameter ($1, $2 …).' },
  },
  create(context) {
    const isModuleConstant = (node) => {
      if (node.type === 'MemberExpression' && !node.computed) return isModuleConstant(node.object);
      if (node.type !== 'Identifier') return false;
      const scopes = [];
      for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) scopes.push(scope);
      const definition = scopes.map((scope) => scope.set.get(node.name)?.defs[0]).find(Boolean);
      if (definition?.type === 'ImportBinding') return true;
      const declaration = definition?.parent;
      return declaration?.kind === 'const' && /^(Program|ExportNamedDeclaration)$/.test(declaration.parent.type);
    };
    const foreignParts = (node) => {
      if (node.type === 'TemplateLiteral') return node.expressions.flatMap(foreignParts);
      if (node.type === 'BinaryExpression') return [...foreignParts(node.left), ...foreignParts(node.right)];
      return node.type === 'Literal' || isModuleConstant(node) ? [] : [node];
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
