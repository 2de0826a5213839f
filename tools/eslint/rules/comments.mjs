const FORBIDDEN = [
  [/eslint-(disable|enable)|^\s*eslint\s/, 'a rule is not switched off in a file'],
  [/@ts-(ignore|nocheck|expect-error)/, 'the type checker is not silenced'],
  [/(istanbul|c8|v8) ignore|prettier-ignore/, 'a tool is not told to look away'],
  [/\bFIXME\b|\bXXX\b|\bTODO\b(?!\s*\(?#\d+)/, 'a TODO carries an issue number (TODO #12)'],
];

export const comments = {
  meta: { type: 'problem', schema: [], messages: { forbidden: 'House rule: {{why}}.' } },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments())
          for (const [pattern, why] of FORBIDDEN)
            if (pattern.test(comment.value))
              context.report({ loc: comment.loc, messageId: 'forbidden', data: { why } });
      },
    };
  },
};
