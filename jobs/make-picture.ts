import type { Picture } from '../src/model/picture.ts';
import { describeImage, describeInWords } from '../src/review/image/describe-image.ts';
import { drawChange } from '../src/review/image/draw-change.ts';
import { IMAGE_SIZE } from '../src/review/image/image-size.ts';
import type { StoredChange } from '../storage/changes.ts';
import type { Stet } from './stet.ts';

/** The picture of a change, drawn by a thread, with what it says in words; `null` where it could not be drawn. */
export async function makePicture(stet: Stet, change: StoredChange): Promise<Picture | null> {
  const source = stet.config().sources.find(({ id }) => id === change.source_id)?.name ?? change.source_id;
  const image = describeImage(change, source);
  try {
    const bytes = await stet.painter.paint(drawChange(image));
    return { bytes, name: 'change.png', alt: describeInWords(image), ...IMAGE_SIZE };
  } catch (error) {
    // Without it the words are told all the same.
    stet.log.warn({ err: error, change: change.id }, 'the picture of a change could not be drawn');
    return null;
  }
}
