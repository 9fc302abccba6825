import type { ChildNode, ParentNode } from 'domhandler';
import type { RichText } from '../../model/block.ts';
import { resolveLink } from '../address.ts';
import { isElement, isHidden, isSilent, isText } from '../tree.ts';
import { TextRun } from './text-run.ts';

type Mark = Parameters<TextRun['start']>[0];

/** The texts of some nodes, one a paragraph: blocks inside them, and two `<br>` in a row, set texts apart. */
export function readRichTexts(nodes: ChildNode[], base: string): RichText[] {
  const run = new TextRun();
  const texts: RichText[] = [];
  const walk = (node: ChildNode): void => {
    if (isText(node)) run.add(node.data);
    if (!isElement(node) || isSilent(node) || isHidden(node)) return;
    if (node.name === 'br') run.addBreak();
    const mark = markOf(node, base);
    const apart = BLOCK.has(node.name);
    if (apart) texts.push(...run.take());
    if (mark !== null) run.start(mark);
    for (const child of node.children) walk(child);
    if (mark !== null) run.end();
    if (apart) texts.push(...run.take());
  };
  for (const node of nodes) walk(node);
  return [...texts, ...run.take()];
}

const BLOCK = new Set(
  'address article aside blockquote dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

/** The text of an element as one: its paragraphs joined by line breaks. */
export function readRichText(element: ParentNode, base: string): RichText {
  return joinRichTexts(readRichTexts(element.children, base), '\n');
}

export function joinRichTexts(texts: RichText[], separator: string): RichText {
  const joined: RichText = { text: '', spans: [] };
  for (const { text, spans } of texts) {
    if (joined.text !== '') joined.text += separator;
    const offset = joined.text.length;
    joined.text += text;
    joined.spans.push(...spans.map((span) => ({ ...span, start: span.start + offset, end: span.end + offset })));
  }
  return joined;
}

/** What an inline element means for the text within it, `null` for nothing that a record keeps. */
export function markOf(
  { name, attribs }: { name: string; attribs: Record<string, string> },
  base: string,
): Mark | null {
  if (name === 'em' || name === 'i') return { kind: 'emphasis' };
  if (name === 'strong' || name === 'b') return { kind: 'strong' };
  if (name !== 'a') return null;
  const href = resolveLink(attribs.href, base);
  return href === null ? null : { kind: 'link', href };
}
