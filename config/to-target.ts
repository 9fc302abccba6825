import type { Target } from '../src/model/channel.ts';
import type { ChannelFile } from './channel-schema.ts';

/** Where a channel leads; the schema has seen to it that it is one place. */
export function toTarget(file: ChannelFile): Target {
  const { webhook, secret, slack, discord, mattermost, telegram, mastodon, bluesky, ntfy, email } = file;
  if (webhook !== undefined) return { kind: 'webhook', address: webhook, secret };
  if (slack !== undefined) return { kind: 'slack', address: slack };
  if (discord !== undefined) return { kind: 'discord', address: discord };
  if (mattermost !== undefined) return { kind: 'mattermost', address: mattermost };
  if (telegram !== undefined) return { kind: 'telegram', ...telegram, chat: String(telegram.chat) };
  if (mastodon !== undefined) return { kind: 'mastodon', ...mastodon };
  if (bluesky !== undefined) return { kind: 'bluesky', ...bluesky };
  if (ntfy !== undefined) return { kind: 'ntfy', ...ntfy };
  if (email === undefined) throw new Error('a channel without a target passed the schema');
  const { tls, ...mail } = email;
  return { kind: 'email', ...mail, isPlain: !tls };
}
