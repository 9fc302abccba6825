import type { ChildNode, Element } from 'domhandler';
import type { Block, RichText } from '../../model/block.ts';
import type { Trace } from '../trace.ts';
import { elementsIn, findElement, hintsOf, isElement, isHidden, isInline, isSilent, isText } from '../tree.ts';
import { declaredType, isDeclared, isDeclaredAside } from './declared-block.ts';
import { isCondemned } from './furniture.ts';
import { BY_RULE, furnitureReason, type Pruning } from './prune-element.ts';
import { readEmbed } from './read-embed.ts';
import { isNamedCaption, readFigure } from './read-figure.ts';
import { readImage } from './read-image.ts';
import { isLiveEntry, readLiveEntry } from './read-live-entry.ts';
import { readRelated } from './read-related.ts';
import { joinRichTexts, markOf, readRichText, readRichTexts } from './read-rich-text.ts';
import { isCitationBeside, readList, readQuote, readTable } from './read-structures.ts';
import { TextRun } from './text-run.ts';

export type BodyContext = { base: string; pruning: Pruning; trace: Trace | null };
/** A block and the element it came from, for judging it by its place afterwards. */
export type PlacedBlock = { block: Block; element: Element };

/** The blocks of a body, in the order of the page, without the furniture between them. */
export function buildBlocks(region: Element, context: BodyContext): PlacedBlock[] {
  const builder = new BlockBuilder(context);
  builder.walkChildren(region);
  return builder.finish(region);
}

class BlockBuilder {
  private readonly context: BodyContext;
  private readonly blocks: PlacedBlock[] = [];
  private readonly run = new TextRun();

  constructor(context: BodyContext) {
    this.context = context;
  }

  finish(element: Element): PlacedBlock[] {
    this.flush(element);
    return this.blocks;
  }

  walkChildren(element: Element): void {
    for (const child of element.children) this.walk(child, element);
  }

  private walk(node: ChildNode, holder: Element): void {
    if (isText(node)) {
      this.run.add(node.data);
      return;
    }
    if (!isElement(node)) return;
    const embed = readEmbed(node, this.context.base);
    if (embed !== null) {
      this.push(embed, node, holder);
      return;
    }
    if (isSilent(node) || isHidden(node)) return;
    if (node.name === 'cite' && isCitationBeside(node)) return;
    if (node.name === 'br') this.run.addBreak();
    else if (node.name === 'img' || node.name === 'amp-img') this.addImage(node, holder);
    else if (isInline(node) && !this.holdsBlocks(node)) this.walkInline(node, holder);
    else this.walkBlock(node, holder);
  }

  private walkInline(element: Element, holder: Element): void {
    const { pruning, trace } = this.context;
    if (pruning.remove.has(element)) {
      trace?.removed.set(element, BY_RULE);
      return;
    }
    const mark = markOf(element, this.context.base);
    if (mark !== null) this.run.start(mark);
    for (const child of element.children) this.walk(child, holder);
    if (mark !== null) this.run.end();
  }

  private walkBlock(element: Element, holder: Element): void {
    this.flush(holder);
    const blocks = this.readWhole(element);
    if (blocks !== null) {
      for (const block of blocks) this.blocks.push({ block, element });
      return;
    }
    const before = this.blocks.length;
    this.walkChildren(element);
    this.flush(element);
    if (this.blocks.length === before && declaredType(element) !== null) this.addBareTexts(element);
  }

  /** A declared block of a make that nothing else reads is kept as plain paragraphs: nothing of it may be lost. */
  private addBareTexts(element: Element): void {
    if (!isDeclared(element) || findElement(element, (inner) => !isDeclared(inner)) !== null) return;
    for (const text of readRichTexts(element.children, this.context.base))
      this.blocks.push({ block: { type: 'paragraph', ...text }, element });
  }

  /** What an element is as a whole: blocks, `[]` for furniture, `null` for a mere container. */
  private readWhole(element: Element): Block[] | null {
    const { base, pruning, trace } = this.context;
    const isRemoved = pruning.remove.has(element);
    const related = isRemoved || element.name === 'li' || isCondemned(element) ? null : readRelated(element, base);
    if (related !== null) return [related];
    if (isLiveEntry(element)) return [readLiveEntry(element, (entry) => this.readInner(entry))];
    const reason = furnitureReason(element, pruning);
    if (reason !== null) {
      trace?.removed.set(element, reason);
      return isRemoved ? [] : this.embedsOf(element);
    }
    if (/^h[1-6]$/.test(element.name))
      return textBlocks(readRichText(element, base), (text) => ({
        type: 'heading',
        level: Number(element.name[1]),
        ...text,
      }));
    if (element.name === 'blockquote' || /\bpull ?quote\b/.test(hintsOf(element))) return readQuote(element, base);
    if (element.name === 'ul' || element.name === 'ol') return readList(element, base, (item) => this.readInner(item));
    if (element.name === 'table') return readTable(element, base);
    if (element.name === 'figure' || isNamedCaption(element)) return readFigure(element, base);
    if (element.name === 'aside' || isDeclaredAside(element)) return this.readAside(element);
    if (element.name === 'figcaption' || element.name === 'hr') return [];
    return null;
  }

  private readInner(element: Element): Block[] {
    return buildBlocks(element, this.context).map(({ block }) => block);
  }

  /** The texts of a box as one block, with what else it shows in its place: pictures, embeds, tables. */
  private readAside(element: Element): Block[] {
    const blocks: Block[] = [];
    let texts: RichText[] = [];
    const close = () => {
      blocks.push(...textBlocks(joinRichTexts(texts, '\n'), (text) => ({ type: 'aside', ...text })));
      texts = [];
    };
    for (const block of this.readInner(element)) {
      if (block.type === 'paragraph' || block.type === 'heading') texts.push(block);
      else if (block.type === 'list') texts.push(...block.items);
      else {
        close();
        blocks.push(block);
      }
    }
    close();
    return blocks;
  }

  /** Furniture holds none of the article's text, but a box named `social` may hold a post. */
  private embedsOf(element: Element): Block[] {
    const names = hintsOf(element);
    if (!/\b(?:social|consent|embed|video|player|widget)\b/.test(names) || /\b(?:share|follow|ad|ads)\b/.test(names))
      return [];
    return [...elementsIn(element)]
      .map((inner) => readEmbed(inner, this.context.base))
      .filter((embed) => embed !== null);
  }

  private addImage(img: Element, holder: Element): void {
    const image = readImage(img, null, this.context.base);
    if (image !== null) this.push({ type: 'image', ...image }, img, holder);
  }

  private push(block: Block, element: Element, holder: Element): void {
    this.flush(holder);
    this.blocks.push({ block, element });
  }

  private flush(element: Element): void {
    for (const text of this.run.take()) this.blocks.push({ block: { type: 'paragraph', ...text }, element });
  }

  private holdsBlocks(element: Element): boolean {
    return (
      this.context.pruning.measures.get(element)?.holdsBlocks ??
      findElement(element, (inner) => !isInline(inner)) !== null
    );
  }
}

function textBlocks(text: RichText, make: (text: RichText) => Block): Block[] {
  return text.text === '' ? [] : [make(text)];
}
