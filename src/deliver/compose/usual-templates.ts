import type { Channel, TargetKind } from '../../model/channel.ts';
import type { Templates } from './list-drafts.ts';

const TITLE = '{source}: {headline}';
const BODY = ['{kinds}', '− {before}', '+ {after}', '{url}', '{link}'].join('\n');

/** Posts have no title, and little room. */
const POST = ['{source}: {headline}', '{kinds}', '− {before}', '+ {after}', '{url}', '{link}'].join('\n');
const MAIL = [
  '{source} · {time}',
  '{headline}',
  '',
  '{kinds}',
  '{reasons}',
  '',
  '− {before}',
  '+ {after}',
  '',
  'Article: {url}',
  'Change: {link}',
].join('\n');

const BODIES: Partial<Record<TargetKind, string>> = { mastodon: POST, bluesky: POST, email: MAIL };

/** The templates of a channel: its own, or the usual ones of its kind. */
export function templatesOf({ target, templates }: Pick<Channel, 'target' | 'templates'>): Templates {
  return { title: templates.title ?? TITLE, body: templates.body ?? BODIES[target.kind] ?? BODY };
}
