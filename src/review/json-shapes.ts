import type { StoredArticle } from '../../storage/articles.ts';
import type { StoredCapture } from '../../storage/captures.ts';
import type { StoredChange } from '../../storage/changes.ts';
import type { DriftSummary } from '../../storage/drifts.ts';
import type { StoredEndpoint } from '../../storage/endpoints.ts';
import type { Likeness } from '../../storage/likenesses.ts';
import type { NextVisit } from '../../storage/next-visits.ts';
import type { SubscriptionSummary } from '../../storage/subscriptions.ts';
import type { VersionRecord } from '../../storage/versions.ts';
import { describeNextVisit } from './describe-next-visit.ts';

/** The shapes that other programs rely on: field names here are a contract. Times are ISO 8601 in UTC. */
export function articleJson(article: StoredArticle) {
  return {
    id: article.id,
    source: article.source_id,
    url: article.url,
    status: article.status,
    headline: article.headline,
    publishedAt: article.published_at,
    firstSeenAt: article.first_seen_at.toISOString(),
    versions: article.versions,
    mergedInto: article.merged_into,
  };
}

/** A capture for other programs. */
export function captureJson(capture: StoredCapture) {
  return {
    id: capture.id,
    article: capture.article_id,
    fetchedAt: capture.fetched_at.toISOString(),
    status: capture.status,
    outcome: capture.outcome,
    reason: capture.reason,
    noarchive: capture.noarchive,
  };
}

/** A version for other programs, without its record. */
export function versionJson(articleId: string, version: { number: number; seenAt: Date; digest: string }) {
  return {
    article: articleId,
    number: version.number,
    seenAt: version.seenAt.toISOString(),
    digest: version.digest,
  };
}

/** A version for other programs, with its record, and how it looked where that was to be kept. */
export function versionRecordJson(articleId: string, version: VersionRecord, likenesses: Likeness[]) {
  const { number, seenAt, record } = version;
  const about = versionJson(articleId, { number, seenAt, digest: record.digest });
  return { ...about, likenesses: likenesses.map(likenessJson), ...record };
}

function likenessJson(likeness: Likeness) {
  return {
    kind: likeness.kind,
    outcome: likeness.outcome,
    reason: likeness.reason,
    takenAt: likeness.takenAt?.toISOString() ?? null,
    sha256: likeness.sha256,
    size: likeness.size,
    width: likeness.picture?.width ?? null,
    height: likeness.picture?.height ?? null,
    finalUrl: likeness.finalUrl,
    pageSha256: likeness.pageSha256,
    showsVersion: likeness.showsVersion,
  };
}

/** A change for other programs. */
export function changeJson(change: StoredChange) {
  return {
    id: change.id,
    article: change.article_id,
    from: change.from_version,
    to: change.to_version,
    capture: change.capture_id,
    detectedAt: change.detected_at.toISOString(),
    kinds: change.kinds,
    importance: change.importance,
    terms: change.terms,
    reasons: change.reasons,
    silent: change.silent,
    noise: change.noise,
    touched: change.touched,
    passedOver: change.passed_over,
    drift: change.drift_id,
    assignee: change.assignee,
    fields: change.fields,
    blocks: change.blocks,
  };
}

/** A subscription at a hub for other programs: nothing of its callback and secret. */
export function pushJson(subscription: SubscriptionSummary) {
  return {
    endpoint: subscription.url,
    hub: subscription.hub,
    state: subscription.state,
    expiresAt: subscription.expires_at?.toISOString() ?? null,
    lastPushAt: subscription.last_push_at?.toISOString() ?? null,
    pushes: subscription.pushes,
    rejected: subscription.rejected_pushes,
    error: subscription.last_error,
  };
}

/** The last visit of an endpoint for other programs; all `null` before the first. */
export function endpointVisitJson(endpoint: StoredEndpoint) {
  return {
    endpoint: endpoint.url,
    visitedAt: endpoint.last_visit_at?.toISOString() ?? null,
    outcome: endpoint.last_outcome,
    reason: endpoint.last_reason,
    items: endpoint.last_items,
    failures: endpoint.failures,
    nextVisitAt: endpoint.next_visit_at?.toISOString() ?? null,
  };
}

/** An article's next visit for other programs: `why` is a word of a closed list, `reasons` say it in phrases. */
export function nextVisitJson(visit: NextVisit) {
  return {
    article: visit.id,
    url: visit.url,
    headline: visit.headline,
    nextVisitAt: visit.next_visit_at?.toISOString() ?? null,
    why: visit.next_visit_why,
    liveliness: visit.liveliness,
    reasons: describeNextVisit(visit),
  };
}

/** A drift for other programs: what is in quarantine of a source, and what was decided. */
export function driftJson(drift: DriftSummary) {
  return {
    id: drift.id,
    source: drift.source_id,
    status: drift.status,
    detectedAt: drift.detected_at.toISOString(),
    decidedAt: drift.decided_at?.toISOString() ?? null,
    articles: drift.articles,
    changes: drift.changes,
    examples: drift.examples,
  };
}
