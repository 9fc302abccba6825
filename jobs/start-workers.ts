import type { Job } from 'bullmq';
import pLimit from 'p-limit';
import { OutdatedProgram } from '../src/extract/outdated-program.ts';
import { postponeVisits } from '../storage/articles.ts';
import { postponeDelivery } from '../storage/deliveries.ts';
import { postponeEndpoints } from '../storage/endpoints.ts';
import { askDatabase } from '../storage/health.ts';
import { postponeLikenesses } from '../storage/likenesses.ts';
import { deliverChange } from './deliver-change.ts';
import { discoverSource } from './discover-source.ts';
import { type Holder, holdJobs } from './hold-jobs.ts';
import { JOB_KINDS, type JobKind } from './job-kinds.ts';
import { keepSubscription } from './keep-subscription.ts';
import { portrayVersion } from './portray-version.ts';
import type { JobWorker, QueueBackend, WorkerSettings } from './queue-backend.ts';
import { runReextraction } from './run-reextraction.ts';
import type { Stet } from './stet.ts';
import { visitArticles } from './visit-articles.ts';
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

const LOCKS: WorkerSettings = { lockDuration: 8_000, stalledInterval: 3_000, maxStalledCount: 3 };

/** As long as two sweeps: a visit whose host has no turn for it by then is given back, still due. */
const LONGEST_WAIT_MS = 4_000;

/**
 * So many jobs of a kind may wait for their hosts' turns beside those that are being done: a wait costs next to nothing,
 * and slow hosts must not keep the others from being asked. How many are asked at once is the fetcher's to bound.
 */
const WAITING_ROOM = 64;

/** Hubs that are asked at the same time in one process. */
const SUBSCRIPTIONS = 2;

/** How often a database that stores nothing is asked whether it does again, and how long it may take to answer. */
const ASK_EVERY_MS = 1_000;
const PATIENCE_MS = 3_000;

/** Runs the workers of these kinds of job. While the database stores nothing, none is begun. */
export function startWorkers(
  patient: Stet,
  backend: QueueBackend,
  kinds: readonly JobKind[] = Object.keys(JOB_KINDS) as JobKind[],
): Workers {
  const stopping = new AbortController();
  const holder = holdWhileNothingIsStored(patient, stopping.signal);
  const stet = { ...patient, longestWaitMs: LONGEST_WAIT_MS, isStoring: () => !holder.isHolding() };
  const { visits, renders, discoveries, deliveries } = stet.config().settings.workers;
  const turns = pLimit(visits + WAITING_ROOM);
  const renderTurns = pLimit(renders + WAITING_ROOM);
  const work: Work = {
    discover: (payload) => runDiscovery(stet, payload),
    visit: (payload) => visitArticles(stet, JOB_KINDS.visit.payload.parse(payload), turns, stopping.signal),
    render: (payload) => visitArticles(stet, JOB_KINDS.render.payload.parse(payload), renderTurns, stopping.signal),
    portray: (payload) => runPortrayal(stet, payload),
    deliver: (payload) => runDelivery(stet, payload),
    reextract: (payload) => runRereading(stet, payload, stopping.signal),
    subscribe: (payload) => runSubscription(stet, payload),
  };
  const atOnce: Record<JobKind, number> = {
    discover: discoveries + WAITING_ROOM / 4,
    visit: visits + WAITING_ROOM,
    render: renders + WAITING_ROOM,
    portray: renders + WAITING_ROOM / 4,
    deliver: deliveries,
    reextract: 1,
    subscribe: SUBSCRIPTIONS,
  };
  const workers = kinds.map((kind) => openWorker(stet, backend, kind, { work, holder }, atOnce[kind]));
  return {
    stop: async (graceMs) => {
      stopping.abort();
      await waitAtMost(Promise.all(workers.map((worker) => worker.close())), graceMs);
    },
  };
}

function holdWhileNothingIsStored({ database, log }: Stet, stopping: AbortSignal): Holder {
  const isStoring = async () => (await askDatabase(database.db, PATIENCE_MS)) === 'stores';
  const tell = (isHeld: boolean) => {
    if (isHeld) log.error('the database stores nothing, its disk may be full: nothing is fetched until it does');
    else log.info('the database stores again');
  };
  return holdJobs(isStoring, { everyMs: ASK_EVERY_MS, stopping, tell });
}

/** What the jobs of each kind do with what they carry. */
type Work = Record<JobKind, (payload: unknown) => Promise<void>>;

function openWorker(
  stet: Stet,
  backend: QueueBackend,
  kind: JobKind,
  { work, holder }: { work: Work; holder: Holder },
  concurrency: number,
): JobWorker {
  const run = async (job: Job) => {
    await holder.pass();
    await work[kind](job.data).catch(leaveToNextProgram);
  };
  return backend.openWorker(JOB_KINDS[kind].queue, run, { ...LOCKS, concurrency }, (job, error) => {
    holder.doubt();
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

async function runSubscription(stet: Stet, payload: unknown): Promise<void> {
  const report = await keepSubscription(stet, JOB_KINDS.subscribe.payload.parse(payload), stet.clock.now());
  if (report !== null) stet.log.info(report, 'asked a hub');
}

async function runRereading(stet: Stet, payload: unknown, stopping: AbortSignal): Promise<void> {
  const report = await runReextraction(stet, JOB_KINDS.reextract.payload.parse(payload), stopping);
  if (report !== null) stet.log.info(report, 'read stored versions anew');
}

async function runPortrayal(stet: Stet, payload: unknown): Promise<void> {
  const report = await portrayVersion(stet, JOB_KINDS.portray.payload.parse(payload), stet.clock.now());
  if (report !== null) stet.log.info(report, 'took likenesses');
}

async function runDiscovery(stet: Stet, payload: unknown): Promise<void> {
  const job = JOB_KINDS.discover.payload.parse(payload);
  for (const report of await discoverSource(stet, job, stet.clock.now(), EARLY_MS)) {
    const level = report.added > 0 || report.reason !== null ? 'info' : 'debug';
    stet.log[level](report, 'looked for articles');
  }
}

async function runDelivery(stet: Stet, payload: unknown): Promise<void> {
  const report = await deliverChange(stet, JOB_KINDS.deliver.payload.parse(payload), stet.clock.now());
  if (report !== null) stet.log.info(report, 'tried to deliver');
}

/** Lets what failed for good rest before it is tried again. */
async function putOff(stet: Stet, kind: JobKind, payload: unknown): Promise<void> {
  const now = stet.clock.now();
  const until = new Date(now.getTime() + POSTPONE_MS);
  if (kind === 'visit' || kind === 'render') {
    await postponeVisits(stet.database.db, JOB_KINDS[kind].payload.parse(payload).articleIds, now, until);
  }
  if (kind === 'portray') {
    await postponeLikenesses(stet.database.db, JOB_KINDS.portray.payload.parse(payload).articleId, now, until);
  }
  if (kind === 'deliver') {
    await postponeDelivery(stet.database.db, JOB_KINDS.deliver.payload.parse(payload).deliveryId, now, until);
  }
  if (kind === 'discover') {
    await postponeEndpoints(stet.database.db, JOB_KINDS.discover.payload.parse(payload).sourceId, now, until);
  }
}
