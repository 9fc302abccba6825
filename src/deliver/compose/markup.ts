import type { Piece } from './fill-template.ts';

/** How pieces are written in the markup of a channel. */
export type Markup = {
  text: (text: string) => string;
  link: (href: string) => string;
  markup?: (text: string) => string;
};

/** Pieces as one text. */
export function writePieces(pieces: Piece[], { text, link, markup }: Markup): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'link') return link(piece.href);
      return piece.kind === 'text' ? text(piece.text) : (markup?.(piece.text) ?? piece.text);
    })
    .join('');
}

/** Breaks what would call somebody: a mention ends where nothing that may be a name follows. */
const silence = (text: string): string => text.replace(/[@＠]/g, '$&\u200b');

/** Nothing is escaped: for titles and texts without markup. */
export const PLAIN: Markup = { text: (text) => text, link: (href) => href };

/** Plain text in which a name behind an @, or a word behind a #, would become a mention or a tag. */
export const PLAIN_POST: Markup = { text: (text) => silence(text).replace(/[#＃]/g, '$&\u200b'), link: (href) => href };

const escapeAngles = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Slack's mrkdwn: three characters are escaped (“Formatting text for app surfaces”), links stand in angle brackets. */
export const SLACK: Markup = { text: escapeAngles, link: (href) => `<${escapeAngles(href)}>` };

/** Telegram's HTML (Bot API, “HTML style”). */
export const TELEGRAM: Markup = {
  text: (text) => silence(escapeHtml(text)),
  link: (href) => escapeHtml(href),
};

/** HTML of an e-mail; the template itself is plain text. */
export const MAIL_HTML: Markup = {
  text: escapeHtml,
  link: (href) => `<a href="${escapeHtml(href)}">${escapeHtml(href)}</a>`,
  markup: (text) => escapeHtml(text).replace(/\n/g, '<br>\n'),
};

/** Markdown as Discord has it: a backslash takes the meaning from any sign. */
export const DISCORD: Markup = {
  text: (text) => text.replace(/[\\`*_~|<>[\]()#:@+.!-]/g, '\\$&'),
  link: (href) => href,
};

/** Markdown as Mattermost has it; a mention has no sign that could be escaped. */
export const MATTERMOST: Markup = {
  text: (text) => silence(text.replace(/[\\`*{}[\]()#+.!_<>~|-]/g, '\\$&')),
  link: (href) => `<${href}>`,
};

/** The five characters that mean something in HTML. */
export function escapeHtml(text: string): string {
  return escapeAngles(text).replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
