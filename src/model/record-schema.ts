import * as z from 'zod';
import { PAGE_KINDS, WATCHED_FIELDS } from './article.ts';

/** Text or `null`, with what it says. */
function maybeText(description: string) {
  return z.string().nullable().describe(description);
}

const position = z.int().nonnegative();
const spanSchema = z
  .union([
    z.strictObject({
      start: position.describe('First UTF-16 unit of the text that the span covers.'),
      end: position.describe('The unit after its last one.'),
      kind: z.literal('link').describe('The words lead somewhere.'),
      href: z.string().describe('Where to: an absolute address.'),
    }),
    z.strictObject({
      start: position.describe('First UTF-16 unit of the text that the span covers.'),
      end: position.describe('The unit after its last one.'),
      kind: z.enum(['emphasis', 'strong']).describe('How the page sets the words.'),
    }),
  ])
  .meta({ id: 'span' });

const richText = {
  text: z.string().describe('Text with white space folded; `\\n` only where the page breaks the line.'),
  spans: z.array(spanSchema).describe('Links and emphasis of the text.'),
};

const image = {
  url: z.string().describe('Address of the picture.'),
  alt: maybeText('What the page says in place of the picture.'),
  caption: maybeText('What it shows, without the credit.'),
  credit: maybeText('Whose picture it is.'),
};

const liveEntrySchema = z.strictObject({
  type: z.literal('live-entry').describe('One entry of a live blog.'),
  id: maybeText('Its own id in the page.'),
  time: maybeText('When it was posted: ISO 8601 where it can be read, else as the page shows it.'),
  get blocks() {
    return z.array(blockSchema).describe('What the entry says.');
  },
});

export const blockSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('paragraph').describe('Running text.'), ...richText }),
    z.strictObject({
      type: z.literal('heading').describe('A heading within the text.'),
      level: z.int().min(1).max(6).describe('1 to 6, as the page ranks it.'),
      ...richText,
    }),
    z.strictObject({
      type: z.literal('quote').describe('A quotation that is set apart.'),
      citation: maybeText('Who is quoted.'),
      ...richText,
    }),
    z.strictObject({
      type: z.literal('list').describe('A list.'),
      ordered: z.boolean().describe('Whether its items are numbered.'),
      items: z.array(z.strictObject(richText)).describe('Its items, those of lists within it too.'),
    }),
    z.strictObject({
      type: z.literal('table').describe('A table.'),
      rows: z.array(z.array(z.string())).describe('Its rows, from the top; the cells of a row as text.'),
    }),
    z.strictObject({ type: z.literal('image').describe('A picture within the text.'), ...image }),
    z.strictObject({
      type: z.literal('embed').describe('A piece of another site: a post, a video.'),
      provider: z.string().describe('Which site: `twitter`, `youtube` …, else its host.'),
      url: maybeText('Address of the piece itself.'),
      author: maybeText('Whose it is.'),
      handle: maybeText("The author's name on that site."),
      date: maybeText('When it was posted: ISO 8601 where that is certain, else as the page shows it.'),
      text: maybeText('What it says.'),
      spans: z.exactOptional(z.array(spanSchema)).describe('Links and emphasis of `text`; absent where it has none.'),
    }),
    z.strictObject({
      type: z.literal('related').describe('Another article that the text leads to.'),
      title: z.string().describe('Its title.'),
      url: z.string().describe('Its address.'),
      label: maybeText('What the page calls it: `news`, `Read also`.'),
    }),
    z.strictObject({ type: z.literal('aside').describe('A box beside the text that belongs to it.'), ...richText }),
    liveEntrySchema,
  ])
  .meta({ id: 'block' });

const evidenceSource = z
  .enum([
    'rule',
    'json-ld',
    'open-graph',
    'meta',
    'microdata',
    'time',
    'rel',
    'h1',
    'title',
    'heuristic',
    'url',
    'feed',
    'script',
  ])
  .describe('Where in the page the value was found; `rule` is a selector of the source’s configuration.');
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** The record of an article, field by field, for programs that read it; the type is `Article`, and a test holds the two together. */
export const recordSchema = z
  .strictObject({
    url: z.string().describe('Address as requested.'),
    finalUrl: z.string().describe('Address after all redirects.'),
    canonicalUrl: maybeText('Address that the page calls its own.'),
    identity: z.string().describe('What the article is known by: the id in its address, else its canonical address.'),
    kind: z.enum(PAGE_KINDS).describe('What the page turned out to be.'),
    language: maybeText('Language of the page (BCP 47).'),
    headline: maybeText('The headline as the page shows it.'),
    headlines: z
      .array(z.strictObject({ text: z.string().describe('A headline.'), from: evidenceSource }))
      .describe('Every headline that the page gives, most trusted first.'),
    kicker: maybeText('The label above the headline.'),
    dek: maybeText('The standfirst.'),
    byline: z
      .strictObject({
        text: z.string().describe('The line that signs the article, as the page shows it.'),
        authors: z
          .array(
            z.strictObject({ name: z.string().describe('An author.'), url: maybeText('The page about the author.') }),
          )
          .describe('The people it names.'),
      })
      .nullable()
      .describe('Who wrote it; `null` where nobody is named.'),
    publishedAt: maybeText('When it was published: ISO 8601, with the zone that the page gives, or a day alone.'),
    modifiedAt: maybeText('When the page says it was last saved, in the same form.'),
    section: maybeText('The part of the paper it belongs to.'),
    tags: z.array(z.string()).describe('The topics that the paper gives it.'),
    leadImage: z.strictObject(image).nullable().describe('The picture at its head.'),
    dateline: maybeText('Where, when and for which agency the text was written, as it stands at its beginning.'),
    body: z.array(blockSchema).describe('The text, block by block, in the order of the page.'),
    notes: z
      .array(
        z.strictObject({
          kind: z.enum(['correction', 'clarification', 'update', 'editor']).describe('What kind of note it is.'),
          text: z.string().describe('What it says.'),
        }),
      )
      .describe('Notes by the newsroom about the article itself.'),
    isAccessibleForFree: z.boolean().nullable().describe('Whether everybody may read it, where the page says so.'),
    wordCount: z.int().nonnegative().describe('Words of the body.'),
    extractor: z.int().positive().describe("The extractor's version: compare only records of one version."),
    digest: digest.describe('SHA-256 over all watched fields.'),
    digests: z.record(z.enum(WATCHED_FIELDS), digest).describe('SHA-256 of each watched field.'),
    evidence: z
      .partialRecord(
        z.string(),
        z.strictObject({
          from: evidenceSource,
          confidence: z.number().min(0).max(1).describe('How sure, from 0 to 1.'),
        }),
      )
      .describe('Where each field that has a value was found.'),
  })
  .meta({
    title: 'The record of an article',
    description: 'What stet reads from a page. `null`: the page does not give it.',
  });
