import { z } from '@hono/zod-openapi';
import {
  ATTEMPT_OUTCOMES,
  DELIVERY_PURPOSES,
  DELIVERY_STATUSES,
  DELIVERY_WAITS,
} from '../../../storage/alert-tables.ts';
import { TARGET_KINDS } from '../../model/channel.ts';

const time = z.iso.datetime().describe('ISO 8601, in UTC.');
const noted = z.strictObject({ at: time, reason: z.string() }).nullable();

/** How a channel stands. */
export const channelSchema = z
  .strictObject({
    name: z.string(),
    kind: z.enum(TARGET_KINDS),
    pending: z.int().nonnegative().describe('Deliveries that wait, or are in quarantine.'),
    failed: z.int().nonnegative(),
    lastDeliveredAt: time.nullable(),
    lastFailure: noted,
    disabled: noted.describe('Since when its receiver takes no more; `null` while it does.'),
  })
  .meta({ id: 'Channel' });

/** A delivery with its attempts. */
export const deliverySchema = z
  .strictObject({
    id: z.string().describe('Its id.'),
    channel: z.string(),
    purpose: z.enum(DELIVERY_PURPOSES),
    status: z.enum(DELIVERY_STATUSES),
    waitsFor: z.enum(DELIVERY_WAITS).nullable().describe('What it waits for, or waited for.'),
    change: z.string().nullable().describe('The change that it tells; `null` for a digest and a test.'),
    digest: z.string().nullable().describe('The delivery that tells it together with others.'),
    changes: z.int().nonnegative().describe('How many changes it tells.'),
    createdAt: time,
    nextAttemptAt: time.nullable(),
    deliveredAt: time.nullable(),
    attempts: z.array(
      z.strictObject({
        at: time,
        outcome: z.enum(ATTEMPT_OUTCOMES),
        status: z.int().nullable().describe('The status of HTTP, or the code of SMTP.'),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'Delivery' });
