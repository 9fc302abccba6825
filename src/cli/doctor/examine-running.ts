import type { Environment } from '../../../config/environment.ts';
import type { Database } from '../../../storage/open-database.ts';
import type { Finding } from '../../model/finding.ts';

/**
 * Lets a daemon examine what it needs, by its own connection to the database. Who asks while an examination is in hand
 * is told what that finds: it may start a browser.
 */
export function examineRunning(environment: Environment, database: Database): () => Promise<Finding[]> {
  let inHand: Promise<Finding[]> | null = null;
  const start = async () => {
    const { examine } = await import('./examine.ts'); // hardly ever asked for
    return await examine(environment, database);
  };
  return () => {
    inHand ??= start().finally(() => {
      inHand = null;
    });
    return inHand;
  };
}
