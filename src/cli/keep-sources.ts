import pLimit from 'p-limit';
import { isSourceId } from '../../config/list-source-files.ts';
import { checkSource, parseSource } from '../../config/load-config.ts';
import { renderSourceText } from '../../config/source-file.ts';
import { checkSourceText, readSourceText, saveSourceText } from '../../config/source-text.ts';
import { mannerOf } from '../../jobs/manner-of.ts';
import { rulesOf, type Stet } from '../../jobs/stet.ts';
import { listPausedHosts } from '../../storage/hosts.ts';
import { openCookieJars } from '../fetch/cookie-jar.ts';
import type { Source } from '../model/source.ts';
import { StetError } from '../model/stet-error.ts';
import { explainWaits } from '../review/explain-waits.ts';
import type { SourceFiles, SourcePreview } from '../review/web.ts';
import { draftSource, suggestId } from './draft-source.ts';
import { type EndpointTrial, type SourceTrial, trySource } from './try-source.ts';

/** So many titles of an endpoint are shown. */
const FEW_TITLES = 5;

/** Lets the web server read, check, write and draft the files of the sources. `isInUse`: this process makes visits by them. */
export function keepSources(stet: Stet, isInUse: boolean): SourceFiles {
  const { dir } = stet.config();
  const settings = () => stet.config().settings;
  const oneByOne = pLimit(1); // whoever is impatient does not make a site be asked twice at once
  return {
    folder: dir,
    isInUse,
    isId: isSourceId,
    read: (id) => readSourceText(dir, id),
    check: (id, text) => checkSourceText(dir, settings(), id, text),
    save: (source) => saveSourceText(dir, settings(), source),
    try: (source, now) => oneByOne(() => tryText(stet, dir, source, now)),
    preview: (address, now) => oneByOne(() => previewSource(stet, dir, address, now)),
  };
}

async function previewSource(
  stet: Stet,
  dir: string,
  address: URL,
  now: Date,
): Promise<{ ok: true; preview: SourcePreview } | { ok: false; reason: string }> {
  const { client } = stet;
  const { settings } = stet.config();
  const { userAgent } = settings.network;
  try {
    const draft = await draftSource({ client, userAgent }, address);
    const id = suggestId(address);
    const text = renderSourceText(dir, id, draft);
    const [fault] = checkSource(dir, id, text, settings);
    if (fault !== undefined) return { ok: false, reason: `${fault.path}: ${fault.message}.` };
    const tried = await tryParsed(stet, parseSource(dir, id, text, settings), now);
    if (!tried.ok) return tried;
    const { endpoints, article } = tried.trial;
    return { ok: true, preview: { id, text, endpoints: endpoints.map(tellEndpoint), article } };
  } catch (error) {
    if (error instanceof StetError) return { ok: false, reason: error.message };
    throw error;
  }
}

/** A secret that is not in the file on this machine yet is refused, as when it is saved: a trial would send it too. */
async function tryText(
  stet: Stet,
  dir: string,
  { id, text }: { id: string; text: string },
  now: Date,
): ReturnType<SourceFiles['try']> {
  const { settings } = stet.config();
  const faults = checkSourceText(dir, settings, id, text);
  if (faults.length > 0) return { kind: 'faulty', faults };
  const source = parseSource(dir, id, text, settings);
  const tried = await tryParsed(stet, source, now);
  if (!tried.ok) return { kind: 'impossible', reason: tried.reason };
  const { endpoints, article } = tried.trial;
  const told = endpoints.map((endpoint) => ({ ...tellEndpoint(endpoint), hub: endpoint.hub }));
  const waits = await explainWaits(stet.database.db, source, now);
  return { kind: 'tried', tried: { endpoints: told, article, waits } };
}

async function tryParsed(
  { client, readers, config, database }: Stet,
  source: Source,
  now: Date,
): Promise<{ ok: true; trial: SourceTrial } | { ok: false; reason: string }> {
  const { userAgent } = config().settings.network;
  const manner = mannerOf(source, openCookieJars(), 'http');
  if (!manner.ok) return manner;
  const paused = await listPausedHosts(database.db);
  const tools = { client, userAgent, readers, manner: manner.manner, paused, now };
  return { ok: true, trial: await trySource(tools, source, rulesOf(source)) };
}

function tellEndpoint({ endpoint, candidates, reason }: EndpointTrial) {
  return {
    ...{ kind: endpoint.kind, url: endpoint.url, articles: candidates.length, reason },
    titles: candidates.slice(0, FEW_TITLES).map(({ title, url }) => title ?? url),
  };
}
