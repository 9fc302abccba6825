import { z } from 'zod';

/** An id as programs and forms send it: letters and digits without those that are taken for each other. */
export const idSchema = z.string().regex(/^[a-z2-9]{1,32}$/);
