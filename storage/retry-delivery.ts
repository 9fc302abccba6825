import type { Db } from './open-database.ts';

/**
 * Makes a delivery due again that failed, was given up or still waits; what a digest gathered goes with it. False where
 * there is nothing to try again: it was delivered, is in quarantine, or is told by a digest.
 */
export async function retryDelivery(db: Db, id: string, now: Date): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const again = await tx
      .updateTable('deliveries')
      .set({ status: 'pending', next_attempt_at: now, attempts: 0 })
      .where('id', '=', id)
      .where('gathered_in', 'is', null)
      .where('status', 'in', ['failed', 'disabled', 'pending'])
      .returning('id')
      .executeTakeFirst();
    if (again === undefined) return false;
    await tx
      .updateTable('deliveries')
      .set({ status: 'gathered' })
      .where('gathered_in', '=', id)
      .where('status', 'in', ['failed', 'disabled'])
      .execute();
    return true;
  });
}
