import type { RichText } from '@querraum/contracts';

/** A note of one paragraph, in which these people are mentioned. */
export const words = (text: string, ...personIds: string[]): RichText => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        ...(text === '' ? [] : [{ type: 'text' as const, text }]),
        ...personIds.map((personId) => ({ type: 'mention' as const, attrs: { personId, name: 'Sent Name' } })),
      ],
    },
  ],
});
