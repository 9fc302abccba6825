import type { Config } from '../../config/load-config.ts';
import { namesNobody } from '../../config/settings-schema.ts';
import { isLoopback } from '../review/guard-host.ts';

/** What to set where sites that are asked could not tell who does; `null` when they can, or all are on this machine. */
export function adviseContact({ settings, sources }: Pick<Config, 'settings' | 'sources'>): string | null {
  const asked = sources.filter(({ enabled, homepage }) => enabled && !isLoopback(new URL(homepage).hostname));
  if (asked.length === 0 || !namesNobody(settings.network)) return null;
  return 'The sites that it asks cannot tell whose it is: set network.from in config/stet.yaml to an e-mail address of yours, or network.userAgent to a line with a page of yours.';
}
