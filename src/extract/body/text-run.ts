import type { RichText, Span } from '../../model/block.ts';
import { foldSpace } from '../fold-text.ts';

type Mark = { kind: 'link'; href: string } | { kind: 'emphasis' | 'strong' };
type OpenMark = Mark & { start: number };

/**
 * Gathers inline text with its links and emphasis. White space folds to one space, `\n` stands for a `<br>`, and two of
 * them in a row end the text, as a reader would see it: `take` gives one text a paragraph.
 */
export class TextRun {
  private text = '';
  /** Whether the text ends in white space: looking at it would copy the whole text for each piece. */
  private isApart = false;
  private spans: Span[] = [];
  private open: OpenMark[] = [];
  private finished: RichText[] = [];
  private breaks = 0;

  add(text: string): void {
    const folded = foldSpace(text);
    if (folded === '') return;
    if (folded === ' ') {
      if (this.text !== '' && !this.isApart) this.text += ' ';
      this.isApart = true;
      return;
    }
    this.breaks = 0;
    this.text += this.text === '' || this.isApart ? folded.trimStart() : folded;
    this.isApart = folded.endsWith(' ');
  }

  addBreak(): void {
    this.breaks += 1;
    if (this.breaks > 1) {
      this.finish();
      return;
    }
    if (this.isApart) this.text = this.text.trimEnd();
    if (this.text !== '') this.text += '\n';
    this.isApart = true;
  }

  start(mark: Mark): void {
    this.open.push({ ...mark, start: this.text.length });
  }

  end(): void {
    const mark = this.open.pop();
    if (mark !== undefined) this.close(mark);
  }

  /** The texts gathered since the last call; marks that are still open go on in the next text. */
  take(): RichText[] {
    this.finish();
    const taken = this.finished;
    this.finished = [];
    this.breaks = 0;
    return taken;
  }

  private close({ start, ...mark }: OpenMark): void {
    if (start < this.text.length) this.spans.push({ ...mark, start, end: this.text.length });
  }

  private finish(): void {
    for (const mark of this.open) {
      this.close(mark);
      mark.start = 0;
    }
    const text = this.text.trimEnd();
    const spans = tidySpans(text, this.spans);
    if (text !== '') this.finished.push({ text, spans });
    this.text = '';
    this.isApart = false;
    this.spans = [];
  }
}

/** Spans without the white space at their ends, neighbours of one kind joined, in the order of the text. */
function tidySpans(text: string, spans: Span[]): Span[] {
  const tidy: Span[] = [];
  for (const span of spans) {
    let { start, end } = span;
    end = Math.min(end, text.length);
    while (start < end && /\s/.test(text[start] ?? '')) start += 1;
    while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
    if (start < end) tidy.push({ ...span, start, end });
  }
  tidy.sort((a, b) => a.start - b.start || b.end - a.end || a.kind.localeCompare(b.kind));
  return joinNeighbours(text, tidy);
}

function joinNeighbours(text: string, spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.findLast((other) => other.kind === span.kind);
    const touches =
      before !== undefined && text.slice(before.end, span.start).trim() === '' && hrefOf(before) === hrefOf(span);
    if (before !== undefined && touches) before.end = Math.max(before.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

function hrefOf(span: Span): string | null {
  return span.kind === 'link' ? span.href : null;
}
