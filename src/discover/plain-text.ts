import { Parser } from 'htmlparser2';

/** What a reader would see of a snippet of HTML on one line; `null` when that is nothing. */
export function toPlainText(html: string | null | undefined): string | null {
  return foldSpace(/[<&]/.test(html ?? '') ? stripTags(html ?? '') : html);
}

/** Text with its white space folded; `null` when nothing is left. */
export function foldSpace(text: string | null | undefined): string | null {
  const folded = text?.replace(/\s+/g, ' ').trim() ?? '';
  return folded === '' ? null : folded;
}

function stripTags(html: string): string {
  let text = '';
  const parser = new Parser({
    ontext: (part) => {
      text += part;
    },
    onopentagname: (name) => {
      if (name === 'br' || name === 'p') text += ' ';
    },
  });
  parser.end(html);
  return text;
}
