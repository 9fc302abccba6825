import { addCapturePartitions } from '../storage/capture-partitions.ts';
import type { Stet } from './stet.ts';

/** Sees to it that the captures of the coming months have their partitions; what stands in the way is told, and waited for. */
export async function addPartitionsAhead({ database, log }: Pick<Stet, 'database' | 'log'>, now: Date): Promise<void> {
  try {
    const added = await addCapturePartitions(database.db, now);
    if (added > 0) log.debug({ added }, 'months were added for captures');
  } catch (error) {
    log.warn({ err: error }, 'no partition could be added for the captures of the coming months; it is tried again');
  }
}
