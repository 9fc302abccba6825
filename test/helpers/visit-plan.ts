import type { VisitPlan } from '../../src/model/revisit.ts';

/** A plan for a visit at a time, whatever has happened. */
export function plannedAt(at: Date): () => VisitPlan {
  return () => ({ at, why: 'expected', liveliness: 1 });
}
