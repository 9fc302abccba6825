import type { AlertMessage } from '../../model/alert.ts';
import { fillTemplate, linkTo, type Piece } from './fill-template.ts';

/** What is to be written, before it is put into the markup of a channel. */
export type Draft = { title: Piece[]; body: Piece[] };

export type Templates = { title: string; body: string };

/** To how many graphemes each text is cut, in turn, until all of it fits. */
const CAPS = [1_000, 500, 280, 180, 120, 80, 50, 30, 15, 0];
/** A line of a list shows so much of a headline. */
const HEADLINE = 120;

/** The same message, shorter from draft to draft: one change by the templates, several as a list. */
export function* listDrafts(message: AlertMessage, templates: Templates): Generator<Draft> {
  const [only] = message.alerts;
  if (only !== undefined && message.alerts.length === 1) {
    for (const most of CAPS) {
      yield { title: fillTemplate(templates.title, only, most), body: fillTemplate(templates.body, only, most) };
    }
    return;
  }
  for (let shown = message.alerts.length; shown >= 0; shown -= 1) yield draftList(message, shown);
}

/** The first draft that fits, as `write` writes it; the shortest where none does. */
export function chooseDraft<T>(drafts: Iterable<Draft>, write: (draft: Draft) => T, fits: (written: T) => boolean): T {
  let last: T | null = null;
  for (const draft of drafts) {
    last = write(draft);
    if (fits(last)) return last;
  }
  if (last === null) throw new Error('a message has at least one draft');
  return last;
}

/** A draft as one text, for what has no title: of one change the body says all, a list has its title above it. */
export function joinDraft({ alerts }: AlertMessage, { title, body }: Draft): Piece[] {
  return alerts.length === 1 ? body : joinLines([title, body]);
}

/** The most important first where not all of them fit. */
function draftList({ alerts, home }: AlertMessage, shown: number): Draft {
  const ordered = [...alerts].sort((a, b) => b.importance - a.importance);
  const lines = ordered
    .slice(0, shown)
    .map((alert) => fillTemplate('• {source}: {headline} ({kinds}) {link}', alert, HEADLINE));
  const rest = alerts.length - shown;
  const more = linkTo(home);
  const end: Piece[] = rest === 0 ? [] : [{ kind: 'markup', text: `${rest} more: ` }, ...(more === null ? [] : [more])];
  const title: Piece[] = [{ kind: 'text', text: titleOfMany(alerts.length) }];
  return { title, body: joinLines([...lines, ...(rest === 0 ? [] : [end])]) };
}

/** The title of a message that tells several changes. */
export function titleOfMany(count: number): string {
  return `${count} changes`;
}

function joinLines(lines: Piece[][]): Piece[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ kind: 'markup' as const, text: '\n' }, ...line]));
}
