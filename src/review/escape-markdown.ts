/**
 * Text as Markdown (CommonMark 0.31 and GitHub's) that shows just that text: only what would be read as mark-up is
 * escaped, so that it reads well as it stands. Within the words of a link no bracket may stand bare.
 */
export function escapeMarkdown(text: string, isInLink = false): string {
  const escaped = text
    .replace(/[\\`*~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(isInLink ? /[[\]]/g : /\](?=[([:]|$)/g, '\\$&')
    .replace(/<(?=[a-z/!?]|$)/gi, '\\<')
    .replace(/&(?=#?\w*(?:;|$))/g, '\\&');
  if (isInLink) return escaped;
  // GitHub links addresses by itself, with the backslashes and marks behind them: those that stet does not link itself.
  return escaped.replace(
    /(?<=https?|ftp):(?=\/\/)|(?<=(?<![a-z\d])www)\.|(?<=\w)@(?=\S*\\)|(?<=\\\S*)@(?=\w)/gi,
    '\\$&',
  );
}

/** Rendered text of which no line begins a heading, a list, a quotation, a table or a definition. */
export function escapeLineStarts(rendered: string): string {
  return rendered
    .replace(/^(\s*)(#{1,6}(?=\s|$)|>|[=|]|[+-](?=[\s:|-]|$)|:(?=-)|\[(?=[ x]\](?:\s|$)))/gim, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2');
}

/** One line of text as a Markdown paragraph of its own, or the beginning of one. */
export function escapeLine(text: string): string {
  return escapeLineStarts(escapeMarkdown(text));
}
