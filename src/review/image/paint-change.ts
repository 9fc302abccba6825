import type { StoredChange } from '../../../storage/changes.ts';
import type { AnsweredFile } from '../read-version-file.ts';
import { nameSource, type Web } from '../web.ts';
import { describeImage } from './describe-image.ts';
import { drawChange } from './draw-change.ts';

/** The picture of a change, as it is answered. */
export async function paintChange(web: Web, change: StoredChange): Promise<AnsweredFile> {
  const picture = await web.painter.paint(drawChange(describeImage(change, nameSource(web, change.source_id))));
  const headers = { 'content-type': 'image/png', 'cache-control': 'private, max-age=3600' };
  return { body: new Uint8Array(picture), headers };
}
