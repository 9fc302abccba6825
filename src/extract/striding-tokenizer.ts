import { Tokenizer } from 'htmlparser2';

const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
/** The last character that can end a name in a tag: white space, `/`, `=` and `>` are not above it. */
const GREATER_THAN = 0x3e;

/** What is used here of htmlparser2's tokenizer: its types keep it to itself, so a test holds every tree against the plain one's. */
type Scanner = {
  buffer: string;
  /** Where it is looking, counted from the beginning of the page; `offset` is where the buffer begins. */
  index: number;
  offset: number;
  fastForwardTo(code: number): boolean;
  stateText(code: number): void;
  stateInAttributeName(code: number): void;
  handleInAttributeValue(code: number, quote: number): void;
};
const PlainTokenizer = Tokenizer as unknown as new (...given: ConstructorParameters<typeof Tokenizer>) => Scanner;

/**
 * htmlparser2's tokenizer, which asks for each character what it means, but for the runs of characters that mean nothing:
 * text, attribute values, names and scripts are passed over in one stride to what can end them.
 */
class Strider extends PlainTokenizer {
  override fastForwardTo(code: number): boolean {
    const found = this.buffer.indexOf(String.fromCharCode(code), this.index - this.offset + 1);
    this.index = this.offset + (found === -1 ? this.buffer.length - 1 : found);
    return found !== -1;
  }

  override stateText(code: number): void {
    if (code === LESS_THAN || code === AMPERSAND) super.stateText(code);
    else this.strideTo(LESS_THAN);
  }

  override handleInAttributeValue(code: number, quote: number): void {
    if (code === quote || code === AMPERSAND) super.handleInAttributeValue(code, quote);
    else this.strideTo(quote);
  }

  override stateInAttributeName(code: number): void {
    if (code <= GREATER_THAN) {
      super.stateInAttributeName(code);
      return;
    }
    const { buffer } = this;
    let at = this.index - this.offset + 1;
    while (at < buffer.length && buffer.charCodeAt(at) > GREATER_THAN) at += 1;
    this.index = this.offset + at - 1;
  }

  /** Stops before the next such character or ampersand: the tokenizer itself takes the last step. */
  private strideTo(end: number): void {
    const { buffer } = this;
    let at = this.index - this.offset + 1;
    for (; at < buffer.length; at += 1) {
      const code = buffer.charCodeAt(at);
      if (code === end || code === AMPERSAND) break;
    }
    this.index = this.offset + at - 1;
  }
}

export const StridingTokenizer = Strider as unknown as typeof Tokenizer;
