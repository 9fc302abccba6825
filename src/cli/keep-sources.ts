import pLimit from 'p-limit';
import { isSourceId } from '../../config/list-source-files.ts';
import { checkSource, parseSource } from '../../config/load-config.ts';
import { renderSourceText } from '../../config/source-file.ts';
import { readSourceText, saveSourceText } from '../../config/source-text.ts';
import { mannerOf } from '../../jobs/manner-of.ts';
import { rulesOf, type Stet } from '../../jobs/stet.ts';
import { listPausedHosts } from '../../storage/hosts.ts';
import { openCookieJars } from '../fetch/cookie-jar.ts';
import { StetError } from '../model/stet-error.ts';
import type { SourceFiles, SourcePreview } from '../review/web.ts';
import { draftSource, suggestId } from './draft-source.ts';
import { trySource } from './try-source.ts';

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
    check: (id, text) => checkSource(dir, id, text, settings()),
    save: (source) => saveSourceText(dir, settings(), source),
    preview: (address, now) => oneByOne(() => previewSource(stet, dir, address, now)),
  };
}

async function previewSource(
  stet: Stet,
  dir: string,
  address: URL,
  now: Date,
): Promise<{ ok: true; preview: SourcePreview } | { ok: false; reason: string }> {
  const { client, readers } = stet;
  const { settings } = stet.config();
  const { userAgent } = settings.network;
  try {
    const draft = await draftSource({ client, userAgent }, address);
    const id = suggestId(address);
    const text = renderSourceText(dir, id, draft);
    const [fault] = checkSource(dir, id, text, settings);
    if (fault !== undefined) return { ok: false, reason: `${fault.path}: ${fault.message}.` };
    const source = parseSource(dir, id, text, settings);
    const manner = mannerOf(source, openCookieJars(), 'http');
    if (!manner.ok) return manner;
    const paused = await listPausedHosts(stet.database.db);
    const tools = { client, userAgent, readers, manner: manner.manner, paused, now };
    const { endpoints, article } = await trySource(tools, source, rulesOf(source));
    const tried = endpoints.map(({ endpoint, candidates, reason }) => ({
      ...{ kind: endpoint.kind, url: endpoint.url, articles: candidates.length, reason },
      titles: candidates.slice(0, FEW_TITLES).map(({ title, url }) => title ?? url),
    }));
    return { ok: true, preview: { id, text, endpoints: tried, article } };
  } catch (error) {
    if (error instanceof StetError) return { ok: false, reason: error.message };
    throw error;
  }
}
