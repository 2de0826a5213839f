import { Editor, Mark, Node, type JSONContent } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { RICH_TEXT_LIMITS, type RichText } from '@querraum/contracts';
import { askedMention, type AskedMention } from './asked-mention';
import { fromEditor } from './from-editor';

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  renderHTML: ({ HTMLAttributes }) => ['a', { ...HTMLAttributes, rel: 'noopener noreferrer' }, 0],
});

const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ personId: { default: '' }, name: { default: '' } }),
  renderHTML: ({ node }) => ['span', { class: 'mention' }, `@${String(node.attrs['name'])}`],
  renderText: ({ node }) => `@${String(node.attrs['name'])}`,
});

/** Nothing but the nodes and marks of the contract. */
const NODES = StarterKit.configure({
  ...{ blockquote: false, code: false, codeBlock: false, heading: false, horizontalRule: false },
  ...{ strike: false, underline: false, link: false, dropcursor: false, gapcursor: false },
});

export const FORMATS = ['bold', 'italic', 'bulletList', 'orderedList'] as const;
export type Format = (typeof FORMATS)[number];

/** What the page shows around the text: which formats hold where the caret is, its link, who is being looked for. */
export interface WritingState {
  formats: ReadonlySet<Format>;
  href: string | undefined;
  asked: AskedMention | undefined;
  content: RichText;
}

export interface EditorSettings {
  element: HTMLElement;
  content: RichText;
  attributes: Record<string, string>;
  /** After every change of text or caret. */
  changed(state: WritingState): void;
  /** Whether the page takes the key, for its list of people. */
  takesKey(event: KeyboardEvent): boolean;
}

/** The editor as the page needs it; tiptap itself stays in this part, which is loaded when somebody writes. */
export interface Writing {
  dom: HTMLElement;
  state(): WritingState;
  toggle(format: Format): void;
  /** On what is chosen, or on the address itself where nothing is; `null` takes the link away. */
  link(href: string | null): void;
  /** Writes the @ with which a name begins. */
  beginMention(): void;
  mention(person: { id: string; name: string }, replaced: number): void;
  replace(content: RichText): void;
  focus(): void;
  destroy(): void;
}

export function openEditor({ element, content, attributes, changed, takesKey }: EditorSettings): Writing {
  const editor = new Editor({
    element,
    content: content as JSONContent,
    extensions: [NODES, Link, Mention],
    // The styles stand in a sheet of ours: the policy of the page lets no other through.
    injectCSS: false,
    onTransaction: (change) => changed(stateOf(change.editor)),
    editorProps: {
      attributes: { ...attributes, role: 'textbox', 'aria-multiline': 'true', 'aria-autocomplete': 'list' },
      handleKeyDown: (_view, event) => takesKey(event),
      handleDOMEvents: {
        // Tab leaves as it leaves every other field: the editor never hears of it.
        keydown: (_view, { key }) => key === 'Tab',
        paste: (_view, event) => {
          event.preventDefault();
          pasteWords(editor, event.clipboardData?.getData('text/plain') ?? '');
          return true;
        },
        drop: (_view, event) => {
          event.preventDefault();
          return true;
        },
      },
    },
  });
  const chain = () => editor.chain().focus();
  return {
    dom: editor.view.dom,
    state: () => stateOf(editor),
    toggle: (format) => TOGGLES[format](chain()).run(),
    link: (href) => setLink(editor, href),
    beginMention: () => {
      const before = editor.state.selection.$from.nodeBefore?.text ?? '';
      const text = before === '' || /\s$/.test(before) ? '@' : ' @';
      chain().insertContent({ type: 'text', text }).run();
    },
    mention: ({ id, name }, replaced) => {
      const { from } = editor.state.selection;
      chain()
        .insertContentAt({ from: from - replaced, to: from }, [
          { type: 'mention', attrs: { personId: id, name } },
          { type: 'text', text: ' ' },
        ])
        .run();
    },
    replace: (next) => editor.commands.setContent(next as JSONContent),
    focus: () => editor.commands.focus(),
    destroy: () => editor.destroy(),
  };
}

type Chain = ReturnType<Editor['chain']>;
const TOGGLES = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
} as const satisfies Record<Format, (chain: Chain) => Chain>;

function stateOf(editor: Editor): WritingState {
  const { $from, empty } = editor.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  const href: unknown = editor.getAttributes('link')['href'];
  return {
    formats: new Set(FORMATS.filter((format) => editor.isActive(format))),
    href: typeof href === 'string' ? href : undefined,
    asked: empty && $from.parent.isTextblock ? askedMention(before) : undefined,
    content: fromEditor(editor.getJSON()),
  };
}

function setLink(editor: Editor, href: string | null): void {
  const chain = editor.chain().focus().extendMarkRange('link');
  if (href === null) chain.unsetMark('link').run();
  else if (editor.state.selection.empty && !editor.isActive('link'))
    chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
  else chain.setMark('link', { href }).run();
}

/** What is pasted is its words: no form from elsewhere, and no HTML is read. */
function pasteWords(editor: Editor, pasted: string): void {
  const lines = pasted
    .slice(0, RICH_TEXT_LIMITS.characters)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const text = (line: string) => ({ type: 'text', text: line });
  const [only = ''] = lines;
  if (lines.length === 0) return;
  editor
    .chain()
    .insertContent(
      lines.length === 1 ? text(only) : lines.map((line) => ({ type: 'paragraph', content: [text(line)] })),
    )
    .run();
}
