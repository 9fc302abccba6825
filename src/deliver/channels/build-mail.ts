import type { Alert, AlertMessage } from '../../model/alert.ts';
import type { MailTarget } from '../../model/channel.ts';
import type { Mail } from '../../model/mail.ts';
import type { Picture } from '../../model/picture.ts';
import { tameText } from '../../model/tame-text.ts';
import { cutText } from '../compose/cut-text.ts';
import { fillTemplate } from '../compose/fill-template.ts';
import { type Templates, titleOfMany } from '../compose/list-drafts.ts';
import { escapeHtml, MAIL_HTML, PLAIN, writePieces } from '../compose/markup.ts';
import { PICTURE_TYPE } from '../upload-request.ts';

const LONGEST_SUBJECT = 150;
const LONGEST_TEXT = 2_000;

const PICTURE_ID = 'change';

/**
 * An e-mail: one change by the templates, or a digest of several, each in its own part. The `Message-ID` is made of the
 * delivery's id, by which mailboxes know a repetition.
 */
export function buildMail(
  message: AlertMessage,
  { from, to }: MailTarget,
  templates: Templates,
  picture: Picture | null = null,
): Mail {
  const [only] = message.alerts;
  const subject =
    message.alerts.length === 1 && only !== undefined
      ? writePieces(fillTemplate(templates.title, only, LONGEST_SUBJECT), PLAIN)
      : titleOfMany(message.alerts.length);
  const bodies = message.alerts.map((alert) => fillTemplate(templates.body, alert, LONGEST_TEXT));
  return {
    messageId: `<${message.id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    from,
    to,
    // The template may have had several lines.
    subject: cutText(tameText(subject), LONGEST_SUBJECT),
    text: `${bodies.map((pieces) => writePieces(pieces, PLAIN)).join('\n\n----\n\n')}\n`,
    html: writeHtml(
      subject,
      bodies.map((pieces) => writePieces(pieces, MAIL_HTML)),
      message.alerts,
      picture,
    ),
    pictures:
      picture === null ? [] : [{ cid: PICTURE_ID, name: picture.name, type: PICTURE_TYPE, bytes: picture.bytes }],
  };
}

function writeHtml(title: string, parts: string[], alerts: Alert[], picture: Picture | null): string {
  const sections = parts.map((part, index) => {
    const language = alerts[index]?.language ?? null;
    const lang = language === null ? '' : ` lang="${escapeHtml(language)}"`;
    return `<p dir="auto"${lang}>${part}</p>`;
  });
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body>
${sections.join('\n<hr>\n')}${picture === null ? '' : `\n${showPicture(picture)}`}
</body></html>
`;
}

/** The words are in the text as well: where it is not shown, its alternative says what it shows. */
function showPicture({ alt, width, height }: Picture): string {
  const size = `width="${width / 2}" height="${height / 2}"`;
  return `<p><img src="cid:${PICTURE_ID}" alt="${escapeHtml(alt)}" ${size} style="max-width:100%;height:auto"></p>`;
}
