import { z } from 'zod';

/**
 * The queues, and what the jobs of each carry: ids only, for a job reads the state that it finds. A job for visits
 * carries several articles where much is due: for the queue one job costs as much as a visit.
 */
export const JOB_KINDS = {
  discover: { queue: 'discover', payload: z.strictObject({ sourceId: z.string() }) },
  visit: { queue: 'visit', payload: z.strictObject({ articleIds: z.array(z.string()) }) },
  /** The same where a browser is needed; taken by those that have one. */
  render: { queue: 'render', payload: z.strictObject({ articleIds: z.array(z.string()) }) },
  /** How a new version looks in a browser; taken by the same. */
  portray: { queue: 'portray', payload: z.strictObject({ articleId: z.string() }) },
  deliver: { queue: 'deliver', payload: z.strictObject({ deliveryId: z.string() }) },
  /** What is stored is to be read anew: a job as long as the history, which goes on in another process after this one. */
  reextract: { queue: 'reextract', payload: z.strictObject({ reextractionId: z.string() }) },
  subscribe: { queue: 'subscribe', payload: z.strictObject({ subscriptionId: z.string() }) },
} as const;

export type JobKind = keyof typeof JOB_KINDS;
export type DiscoverSource = z.infer<(typeof JOB_KINDS)['discover']['payload']>;
export type VisitArticles = z.infer<(typeof JOB_KINDS)['visit']['payload']>;
export type PortrayVersion = z.infer<(typeof JOB_KINDS)['portray']['payload']>;
export type DeliverChange = z.infer<(typeof JOB_KINDS)['deliver']['payload']>;
export type KeepSubscription = z.infer<(typeof JOB_KINDS)['subscribe']['payload']>;
export type RunReextraction = z.infer<(typeof JOB_KINDS)['reextract']['payload']>;
