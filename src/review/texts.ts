import { ACCESS_TEXTS, ASSIGN_TEXTS, LOGIN_TEXTS } from './access-texts.ts';
import { ARTICLE, ARTICLES, WAITING } from './article-texts.ts';
import { count } from './count.ts';
import { FILTERS } from './filter-texts.ts';
import { LIFE } from './life-texts.ts';
import { FIELDS, KINDS, OUTCOMES, STATUSES } from './list-texts.ts';
import { NUMBERS } from './numbers-texts.ts';
import { SAVED } from './saved-texts.ts';
import { SEARCH } from './search-texts.ts';
import { SOURCE_TEXTS } from './source-texts.ts';
import { SOURCE_STATE, WAITS } from './state-texts.ts';
import { FEEDS, TRIAGE, VERDICT } from './triage-texts.ts';

/** Texts of the review UI: another language needs this file, and its neighbours whose names end in `-texts`. */
export const TEXTS = {
  language: 'en',
  kinds: KINDS,
  outcomes: OUTCOMES,
  statuses: STATUSES,
  fields: FIELDS,
  verdicts: {
    reviewed: 'reviewed',
    flagged: 'flagged',
    noise: 'noise',
    note: 'noted, no verdict',
    new: 'no verdict yet',
  } as Record<string, string>,

  due: 'due now',

  layout: {
    skip: 'Skip to the content',
    navigation: 'Pages',
    changes: 'Changes',
    articles: 'Articles',
    sources: 'Sources',
    search: 'Search',
    numbers: 'Numbers',
    deliveries: 'Deliveries',
    logOut: 'Log out',
    times: (zone: string) => `Times are in ${zone}.`,
    motto: 'Every version that stood.',
    api: 'API',
  },

  filters: FILTERS,

  api: {
    title: 'API',
    description: 'What stet has seen: changes, articles, their versions and captures, and its sources.',
    problems: 'Lists come in pages: “next” is the “cursor” of the page behind. A failure is a problem by RFC 9457.',
    token: 'Where one has to log in, requests show a token: “Authorization: Bearer …”.',
    needs: (scope: string) => `Scope: ${scope}.`,
    orLogin: 'A login needs none: it is of one’s own.',
    openApi: 'The description by OpenAPI 3.1',
    oneOf: 'One of:',
    noChange: 'There is no such change; its id is 16 letters and digits.',
    noArticle: 'There is no such article; its id is 16 letters and digits.',
    noVersion: 'The article has no such version; its versions are numbered from 1.',
    isOwnArticle: 'It is an article of its own already: there is nothing to split.',
    notKept: 'That is not stored of this version.',
    noDoctor: 'This process does not examine its machine: run “stet doctor” there.',
    noOperation: 'There is no such operation: /api/v1/openapi.json lists them all.',
  },

  feeds: FEEDS,
  triage: TRIAGE,
  search: SEARCH,
  numbers: NUMBERS,
  saved: SAVED,
  life: LIFE,

  pages: { label: 'More of this list', newer: 'Newer', older: 'Older', page: (n: number) => `Page ${n}` },

  changes: {
    title: 'Latest changes',
    noneFit: 'No change fits these filters.',
    noneYet: 'None of the changes that were gone through so far has these words.',
    lookedTo:
      'Many versions have these words, so that changes are gone through one by one, the newest first. “Older” goes on from those seen',
    lookedToImportance: (importance: string) =>
      `Many versions have these words, so that changes are gone through one by one, the most important first. “Less important” goes on from importance ${importance}.`,
    first: 'To the newest',
    mostImportant: 'To the most important',
    older: 'Older',
    lessImportant: 'Less important',
    /** The link leads to the beginning of the list. */
    fresh: (n: number, isMore: boolean) =>
      `${isMore ? 'More than ' : ''}${count(n, 'new change', 'new changes')}: to the top of the list`,
    noHeadline: '(no headline)',
    age: (long: string) => `article ${long} old`,
    importance: 'importance',
    silent: 'silent',
    silentMeaning: 'The meaning changed, and nothing on the page says so',
    noise: 'noise',
    moved: 'moved: ',
    note: 'Note',
  },

  waiting: WAITING,

  articles: ARTICLES,

  article: ARTICLE,

  version: {
    title: (n: number) => `Version ${n}`,
    of: (n: number, all: number, isLast: boolean) => `Version ${n} of ${all}${isLast ? ', the newest' : ''}`,
    seen: 'seen',
    formats: 'This version as',
    json: 'JSON',
    markdown: 'Markdown',
    text: 'plain text',
    html: 'the stored page (download)',
    article: 'All versions and captures',
    earlier: 'Version before',
    later: 'Version after',
    change: 'What changed',
    noHeadline: '(no headline)',
    image: 'Picture',
    lead: 'Lead image',
    related: 'Related article',
    table: 'Table',
    embed: (provider: string) => `Embed from ${provider}`,
    notes: 'Notes by the newsroom',
    noteKinds: { correction: 'Correction', clarification: 'Clarification', update: 'Update', editor: 'Editor’s note' },
    tags: 'Tags',
    original: 'The original page',
    empty: 'This version has no text.',
    notStored: 'The bytes of this version are not stored.',
  },

  change: {
    title: 'Change',
    fromTo: (from: number, to: number) => (from === to ? `Version ${to}` : `Version ${from} → ${to}`),
    what: 'What kind of edit',
    importance: 'Importance',
    silent: 'Silent: the meaning changed, and nothing on the page says so.',
    silentlyAway: 'Silent: readers who ask for it are not told why it is not there.',
    declaredBy: {
      note: 'Declared: the page itself says that it was edited.',
      word: 'Declared: the page says “updated”, and not what was edited.',
      date: 'Declared by the clock alone: the page gives a later time of change, and does not say what was edited.',
    },
    notDeclared: 'Not declared: nothing on the page tells of the edit, which leaves the meaning as it was.',
    noise: 'Noise: it differs in furniture or typography only.',
    fields: 'Fields',
    body: 'Text',
    before: 'Before',
    after: 'After',
    absent: 'absent',
    noBody: 'The text is the same.',
    nothing: 'Nothing that stet watches differs between these versions.',
    unchanged: (n: number) => `${count(n, 'unchanged block', 'unchanged blocks')}`,
    ops: { added: 'Added', removed: 'Removed', edited: 'Edited', moved: 'Moved' },
    place: (n: number) => `¶ ${n}`,
    movedFrom: (from: number) => `Moved here from what was ¶ ${from}`,
    splitFrom: (from: number) => `Split from ¶ ${from}`,
    mergedFrom: (from: number) => `Merged here from ¶ ${from}`,
    movedTo: (to: number) => `Moved from here to what is ¶ ${to}`,
    linkRemoved: 'Link before',
    linkAdded: 'Link after',
    alternative: 'Alternative text',
    anotherPicture: 'another picture',
    aPicture: 'a picture',
    picture: { caption: 'Caption', credit: 'Credit', alt: 'Alternative text', url: 'Address' },
    formatOnly: 'The words are the same; what differs is shown here.',
    evidence: 'Evidence',
    evidenceCaption: 'The captures that show it',
    shownBy: 'Shown by',
    version: 'Version',
    captured: 'Captured',
    outcome: 'Outcome',
    address: 'Address',
    digest: 'Digest of the record',
    readAnew: (extractor: number) => `Compared as read anew by extractor ${extractor}:`,
    bytes: 'SHA-256 of the stored bytes',
    noBytes: 'no bytes stored',
    previous: 'Change before',
    next: 'Change after',
    article: 'All versions and captures',
    compare: 'Compare other versions',
    navigation: 'Other changes of this article',
  },

  drift: {
    title: (articles: number) => `${count(articles, 'article', 'articles')} changed at once in the same way.`,
    statuses: {
      open: 'In quarantine, seen',
      accepted: 'Taken for edits, seen',
      rejected: 'Taken for the template’s doing, seen',
    },
    meaning:
      'The page template has changed, or stet reads it otherwise, or the newsroom did this everywhere. None of it is among the changes, and nothing was sent, until somebody has looked.',
    example: (n: number) => `Example ${n}`,
    accept: 'They are edits',
    reject: 'It is the template',
    quarantined:
      'In quarantine: many articles of this source changed at once in the same way. It is decided on the page of the sources.',
    rejected: 'Taken for the template’s doing: many articles of this source changed at once in the same way.',
  },

  verdict: VERDICT,

  compare: {
    title: (from: number, to: number) => `Version ${from} compared with version ${to}`,
    same: 'Choose two different versions.',
    otherReader: (source: string) =>
      `These two versions were read by different extractors, or by different rules of their source. A difference between them could be ours and not the newspaper’s, so they are not compared until “stet reextract --source ${source}” has read them alike. Read them side by side in the meantime:`,
    otherMode:
      'One of these versions was read by plain requests, the other in a browser, and neither was read in both ways. A difference between them could be the browser’s doing and not the newspaper’s, so they are not compared. Read them side by side:',
    otherRendering:
      'These two versions were loaded in a browser by different versions of rendering, and neither was by both. A difference between them could be ours and not the newspaper’s, so they are not compared. Read them side by side:',
    missing: (n: number) => `There is no version ${n}.`,
  },

  sources: {
    title: 'Sources',
    none: 'No source is configured: add one with “stet sources add URL”, or put a file into config/sources.',
    homepage: 'Homepage',
    articles: 'Articles',
    versions: 'Versions',
    changes: 'Changes in 7 days',
    nextVisit: 'Next visit of an article',
    lastVisit: 'Last visit of an article',
    outcomes: 'Last outcomes of its articles',
    endpoints: (name: string) => `Endpoints of ${name}`,
    kind: 'Kind',
    address: 'Address',
    last: 'Last visit',
    outcome: 'Outcome',
    items: 'Items',
    failures: 'Failures in a row',
    next: 'Next visit',
    never: 'never',
    notVisited: 'not visited yet',
    itemsOf: (items: number) => (items === 1 ? '1 item' : `${items.toLocaleString('en')} items`),
    requests: 'Requests today',
    requestsOf: (made: number, perDay: number) => `${made.toLocaleString('en')} of ${perDay.toLocaleString('en')}`,
  },

  waits: WAITS,
  state: SOURCE_STATE,

  login: LOGIN_TEXTS,
  access: ACCESS_TEXTS,
  assign: ASSIGN_TEXTS,
  keeping: SOURCE_TEXTS,

  errors: {
    home: 'To the latest changes',
    notFound: 'Not found',
    ambiguous: 'More than one id begins with these letters: write more of them.',
    notFoundHint: 'There is no such page. What was captured is never deleted, so the address is probably mistyped.',
    failed: 'Something went wrong',
    failedHint: 'stet could not answer this. Try again; the daemon’s log says what happened.',
    refused: 'Refused',
    badQuery: 'These filters cannot be used',
    reversed: 'The first day lies behind the last one, so that there is no time between them.',
    wrongHost: (host: string) =>
      `This review UI does not answer to the name ${host}: open it under the address that stet printed at its start, or set web.host in config/stet.yaml to the name that you use.`,
    foreignForm: 'The form was not sent from a page of this review UI. Open the page again and send it from there.',
    badForm: 'The form holds something that is not allowed. Go back and send it again.',
    tooLarge: 'The form is too large.',
  },
};
