const SPOKEN = /^(aria-label|aria-description|title|alt|placeholder|matTooltip)$/;
/** The name of the product is the same in every language. */
const isSaid = (text) => /\p{L}{2}/u.test((text ?? '').replaceAll('Querraum', ''));

/** Every text is translatable: templates hold keys, the words stand in i18n. */
export const translated = {
  meta: { type: 'problem', schema: [], messages: { plain: '"{{text}}" is not translatable: give it a key in i18n.' } },
  create(context) {
    const check = (node, text) => {
      if (typeof text === 'string' && isSaid(text))
        context.report({ loc: node.loc, messageId: 'plain', data: { text: text.trim().slice(0, 40) } });
    };
    return {
      'Text, Text$3': (node) => check(node, node.value),
      BoundText: (node) => check(node, node.value.ast?.strings?.join(' ')),
      TextAttribute(node) {
        if (SPOKEN.test(node.name)) check(node, node.value);
      },
    };
  },
};
