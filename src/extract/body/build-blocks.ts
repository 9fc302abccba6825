import type { ChildNode, Element } from 'domhandler';
import type { Block, RichText } from '../../model/block.ts';
import { hintsOf } from '../names.ts';
import type { Trace } from '../trace.ts';
import { elementsIn, findElement, isElement, isHidden, isInline, isSilent, isText } from '../tree.ts';
import { declaredType, isBoxAside, isDeclared } from './declared-block.ts';
import { isCondemned } from './furniture.ts';
import { isInvitation } from './furniture-lines.ts';
import { joinCaptions } from './join-captions.ts';
import { type BodyText, IMAGE_FILE, isLoneCaption, isPicture, isPictureBox } from './picture-box.ts';
import { BY_RULE, bodyTextOf, furnitureReason, type Pruning } from './prune-element.ts';
import { isSurelyCaption, readCaption } from './read-caption.ts';
import { readEmbed } from './read-embed.ts';
import { readFigure } from './read-figure.ts';
import { readImage, sameFile } from './read-image.ts';
import { readInlineTeaser } from './read-inline-teaser.ts';
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
  private readonly bodyText: BodyText;
  private readonly blocks: PlacedBlock[] = [];
  private readonly run = new TextRun();

  constructor(context: BodyContext) {
    this.context = context;
    this.bodyText = bodyTextOf(context.pruning);
  }

  finish(element: Element): PlacedBlock[] {
    this.flush(element);
    return joinCaptions(this.blocks);
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
    if (isHidden(node) || (isSilent(node) && !isSilentPicture(node))) return;
    if (node.name === 'cite' && isCitationBeside(node)) return;
    if (node.name === 'br') this.run.addBreak();
    else if (isPicture(node)) this.addImage(node, holder);
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
    const pictures = isRemoved || isCondemned(element) ? [] : this.readPictures(element);
    if (element.name === 'noscript') return pictures.filter((block) => this.isNewPicture(block));
    if (pictures.length > 0 || element.name === 'button') return pictures;
    if (this.takeCaption(element)) return [];
    const reason = furnitureReason(element, pruning);
    if (reason !== null) {
      const teaser = isRemoved || isCondemned(element) ? null : readInlineTeaser(element, base);
      if (teaser !== null) return [teaser];
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
    if (element.name === 'aside' || isBoxAside(element)) return this.readAside(element);
    if (element.name === 'figure' || element.name === 'figcaption' || element.name === 'hr') return [];
    return null;
  }

  /** What a box of pictures shows; `[]` for any other element, and where the picture is an ornament. */
  private readPictures(element: Element): Block[] {
    return isPictureBox(element, this.bodyText) ? readFigure(element, this.context.base) : [];
  }

  /** Whether a picture for readers without scripts is neither a counter nor the one that stands before it already. */
  private isNewPicture(block: Block): boolean {
    if (block.type !== 'image' || !IMAGE_FILE.test(block.url)) return false;
    const last = this.blocks.at(-1)?.block;
    return last?.type !== 'image' || !sameFile(last.url, block.url);
  }

  /** Gives a caption that stands after its figure, not in it, to the picture; whether the element is a caption at all. */
  private takeCaption(element: Element): boolean {
    if (!isLoneCaption(element)) return false;
    const last = this.blocks.at(-1)?.block;
    if (last?.type !== 'image' || last.caption !== null) return isSurelyCaption(element);
    const { caption, credit } = readCaption(element);
    Object.assign(last, { caption, credit: credit ?? last.credit });
    return true;
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
    const inner = this.readInner(element);
    const told = inner.filter((block) => block.type !== 'paragraph' || !isInvitation(block));
    // The heading of a box that only asks for something asks with it.
    if (told.length < inner.length && told.every(({ type }) => type === 'heading')) return [];
    for (const block of told) {
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
    return elementsIn(element)
      .map((inner) => readEmbed(inner, this.context.base))
      .filter((embed) => embed !== null);
  }

  private addImage(img: Element, holder: Element): void {
    const image = readImage(img, this.context.base);
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

/** Pages that open a picture in a box of its own set it in a button, and those that load it late in a `<noscript>`. */
function isSilentPicture(element: Element): boolean {
  return /^(?:button|noscript)$/.test(element.name) && findElement(element, isPicture) !== null;
}
