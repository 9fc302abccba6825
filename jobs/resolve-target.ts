import { resolveText } from '../config/environment.ts';
import type { Target } from '../src/model/channel.ts';
import { mapTexts } from '../src/model/map-texts.ts';

/** Where a channel leads, with the secrets in their places; `secrets` lists them, so that they get into no sentence. */
export type ResolvedTarget = { ok: true; target: Target; secrets: string[] } | { ok: false; reason: string };

/** A target whose references (`env:NAME`, `file:PATH`) are replaced by what they refer to. */
export function resolveTarget(configured: Target): ResolvedTarget {
  const secrets: string[] = [];
  const reasons: string[] = [];
  const target = mapTexts(configured, (text) => {
    const resolved = resolveText(text);
    if (!resolved.ok) {
      reasons.push(resolved.reason);
      return text;
    }
    if (resolved.secret !== text) secrets.push(resolved.secret);
    return resolved.secret;
  });
  const [reason] = reasons;
  return reason === undefined ? { ok: true, target, secrets } : { ok: false, reason };
}
