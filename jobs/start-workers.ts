import type { Job } from 'bullmq';
import { OutdatedProgram } from '../src/extract/outdated-program.ts';
import { postponeVisit } from '../storage/articles.ts';
import { postponeDelivery } from '../storage/deliveries.ts';
import { postponeEndpoints } from '../storage/endpoints.ts';
import { deliverChange } from './deliver-change.ts';
import { discoverSource } from './discover-source.ts';
import { JOB_KINDS, type JobKind } from './job-kinds.ts';
import type { JobWorker, QueueBackend, WorkerSettings } from './queue-backend.ts';
import type { Stet } from './stet.ts';
import { visitArticle } from './visit-article.ts';
import { waitAtMost } from './wait-at-most.ts';

/** The workers, running. */
export type Workers = {
  /** Lets the jobs in hand end, for at most `graceMs`; what is not done by then stays due and is done by others. */
  stop(graceMs: number): Promise<void>;
};

/** A job scheduler's wake-up comes on its own beat: endpoints due within this time of it are taken along. */
const EARLY_MS = 30_000;

/** For how long a visit that failed for a reason of ours is put off. */
const POSTPONE_MS = 5 * 60_000;

const LOCKS: WorkerSettings = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 3 };

/** A site that wants a minute between two requests must not keep all workers waiting for its turns. */
const LONGEST_WAIT_MS = 10_000;

/** Runs the workers of all kinds of job. */
export function startWorkers(patient: Stet, backend: QueueBackend): Workers {
  const stet = { ...patient, longestWaitMs: LONGEST_WAIT_MS };
  const { visits, discoveries, deliveries } = stet.config().settings.workers;
  const workers = [
    openWorker(stet, backend, 'discover', discoveries),
    openWorker(stet, backend, 'visit', visits),
    openWorker(stet, backend, 'deliver', deliveries),
  ];
  return {
    stop: async (graceMs) => {
      await waitAtMost(Promise.all(workers.map((worker) => worker.close())), graceMs);
    },
  };
}

function openWorker(stet: Stet, backend: QueueBackend, kind: JobKind, concurrency: number): JobWorker {
  const work = (job: Job) => runJob(stet, kind, job.data).catch(leaveToNextProgram);
  return backend.openWorker(JOB_KINDS[kind].queue, work, { ...LOCKS, concurrency }, (job, error) => {
    if (job !== undefined && job.finishedOn == null) {
      stet.log.warn({ kind, job: job?.data, err: error }, 'a job failed and will be tried again');
      return;
    }
    stet.log.error({ kind, job: job?.data, err: error }, 'a job failed for good');
    if (stet.closing.aborted) return; // it failed because we end; it stays due
    void putOff(stet, kind, job?.data).catch((cause: unknown) => stet.log.error({ err: cause }, 'it stays due'));
  });
}

/** An update is told once, by the daemon, which ends: what it left undone is due, and its successor's. */
function leaveToNextProgram(error: unknown): void {
  if (!(error instanceof OutdatedProgram)) throw error;
}

async function runJob(stet: Stet, kind: JobKind, payload: unknown): Promise<void> {
  const now = stet.clock.now();
  switch (kind) {
    case 'discover': {
      const reports = await discoverSource(stet, JOB_KINDS.discover.payload.parse(payload), now, EARLY_MS);
      for (const report of reports) {
        const level = report.added > 0 || report.reason !== null ? 'info' : 'debug';
        stet.log[level](report, 'looked for articles');
      }
      return;
    }
    case 'visit': {
      const report = await visitArticle(stet, JOB_KINDS.visit.payload.parse(payload), now);
      if (report === null) return;
      const { article, verdict, saved } = report;
      const { outcome, reason } = verdict;
      const level = outcome === 'unchanged' || outcome === 'not-modified' ? 'debug' : 'info';
      stet.log[level](
        { source: article.source_id, outcome, version: saved.version, url: article.url, reason },
        'visited',
      );
      return;
    }
    case 'deliver': {
      const report = await deliverChange(stet, JOB_KINDS.deliver.payload.parse(payload), now);
      if (report !== null) stet.log.info(report, 'tried to deliver');
      return;
    }
    default:
      return kind satisfies never;
  }
}

/** Lets what failed for good rest before it is tried again. */
async function putOff(stet: Stet, kind: JobKind, payload: unknown): Promise<void> {
  const now = stet.clock.now();
  const until = new Date(now.getTime() + POSTPONE_MS);
  if (kind === 'visit') {
    await postponeVisit(stet.database.db, JOB_KINDS.visit.payload.parse(payload).articleId, now, until);
  }
  if (kind === 'deliver') {
    await postponeDelivery(stet.database.db, JOB_KINDS.deliver.payload.parse(payload).deliveryId, now, until);
  }
  if (kind === 'discover') {
    await postponeEndpoints(stet.database.db, JOB_KINDS.discover.payload.parse(payload).sourceId, now, until);
  }
}
