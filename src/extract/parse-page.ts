import { type Document, DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';
import { composeShadowTrees, isShadowRoot } from './compose-shadow-trees.ts';
import { PageElement, type PageIndex } from './page-element.ts';
import { StridingTokenizer } from './striding-tokenizer.ts';
import { isInline } from './tree.ts';

/** Elements inside each other: browsers stop at 512, real pages stay below 100, and deeper trees cost quadratic time. */
const MAX_DEPTH = 1_000;
const MAX_ELEMENTS = 100_000;
const MAX_CHARACTERS = 8_000_000;
const SPACE = 0x20;

export type ParsedPage = { kind: 'tree'; document: Document } | { kind: 'refused'; reason: string };

/**
 * The tree of a page, whose text may come in pieces; `refused`, with a sentence, for one built to exhaust its reader. Stops
 * at the first sign of that.
 */
export function parsePage(html: string | string[]): ParsedPage {
  const pieces = typeof html === 'string' ? [html] : html;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > MAX_CHARACTERS) {
    return { kind: 'refused', reason: `The page has ${length} characters; at most ${MAX_CHARACTERS} are read.` };
  }
  const guard = new GuardedHandler();
  const parser = new Parser(guard, { Tokenizer: StridingTokenizer });
  for (const piece of pieces) {
    // HTML standard, § 13.2.5.1: a null character is a parse error and stands for nothing.
    parser.write(piece.includes('\0') ? piece.replaceAll('\0', '') : piece);
    if (guard.reason !== null) return { kind: 'refused', reason: guard.reason };
  }
  parser.end();
  return { kind: 'tree', document: guard.hasShadows ? compose(guard) : guard.root };
}

/** The tree built anew in the order in which a reader sees it; it is no deeper and no larger. */
function compose({ root }: GuardedHandler): Document {
  const composed = new GuardedHandler();
  composeShadowTrees(root.children, composed);
  composed.onend();
  return composed.root;
}

/** Builds the tree, and stops building when the page is too deep or too large. */
class GuardedHandler extends DomHandler {
  reason: string | null = null;
  hasShadows = false;
  private readonly index: PageIndex = { elements: [], names: new Map() };
  private source: Parser | null = null;

  override onparserinit(parser: Parser): void {
    super.onparserinit(parser);
    this.source = parser;
  }

  private refuse(reason: string): void {
    this.reason ??= reason;
    this.source?.pause();
  }

  override onopentag(name: string, attribs: { [key: string]: string }): void {
    if (this.tagStack.length > MAX_DEPTH) this.refuse(`The page nests elements more than ${MAX_DEPTH} deep.`);
    if (this.index.elements.length >= MAX_ELEMENTS) this.refuse(`The page has more than ${MAX_ELEMENTS} elements.`);
    if (this.reason !== null) return;
    this.hasShadows ||= isShadowRoot(name, attribs);
    const element = new PageElement(name, attribs, this.index);
    this.addNode(element);
    this.tagStack.push(element);
  }

  override onclosetag(): void {
    if (this.reason !== null) return;
    const element = this.tagStack.at(-1);
    if (element instanceof PageElement) element.last = this.index.elements.length - 1;
    super.onclosetag();
  }

  /** No reader sees a comment. */
  override oncomment(): void {}

  override ontext(text: string): void {
    if (this.reason === null && !this.isIdle(text)) super.ontext(text);
  }

  /** White space that begins a block or follows one shows nothing: two thirds of the texts of pages are that. */
  private isIdle(text: string): boolean {
    if (text.charCodeAt(0) > SPACE || /\S/.test(text)) return false;
    const parent = this.tagStack.at(-1);
    if (!(parent instanceof PageElement) || isInline(parent) || parent.name === 'pre') return false;
    const before = parent.children.at(-1);
    return before === undefined || (before instanceof PageElement && !isInline(before) && before.name !== 'br');
  }
}
