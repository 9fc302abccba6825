/** One entry of an endpoint. `url` is absolute; dates are ISO 8601, `null` where the endpoint gives none. */
export type Item = { url: string; title: string | null; publishedAt: string | null; updatedAt: string | null };
