import { html } from 'hono/html';
import type { User } from '../../../storage/users.ts';
import { CHANGE_KINDS } from '../../model/change.ts';
import { ARTICLE_STATUSES } from '../../model/outcome.ts';
import { primaryLanguage } from '../../model/primary-language.ts';
import type { Source } from '../../model/source.ts';
import { currentVisitor } from '../access/visitor.ts';
import { type ArticleQuery, type ChangeQuery, ORDERS, VERDICT_FILTERS } from '../read-filters.ts';
import type { NumbersQuery } from '../read-numbers.ts';
import type { SearchQuery } from '../read-search.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

const BY_LABEL = new Intl.Collator(TEXTS.language);
const LANGUAGE_NAMES = new Intl.DisplayNames(TEXTS.language, { type: 'language' });

type Option = { value: string; label: string };

/** The filters of the list of changes, as a form that writes them into the address. */
export function renderChangeFilters(
  query: ChangeQuery,
  sources: Source[],
  { users, languages }: { users: User[]; languages: string[] },
): Html {
  const { filters } = TEXTS;
  const kinds = CHANGE_KINDS.map((kind) => ({ value: kind, label: TEXTS.kinds[kind] }));
  const statuses = ARTICLE_STATUSES.map((value) => ({ value, label: TEXTS.statuses[value] }));
  const verdicts = VERDICT_FILTERS.map((value) => ({ value, label: TEXTS.verdicts[value] ?? value }));
  return renderForm('/', [
    renderSearch(query.search),
    renderSourceSelect(query.source, sources),
    renderSelect('kind', filters.kind, query.kind, kinds),
    renderSelect(
      'minImportance',
      filters.minImportance,
      shareText(query.minImportance),
      shareOptions(query.minImportance),
    ),
    renderSelect('status', filters.verdict, query.status, verdicts),
    ...(users.length === 0
      ? []
      : [renderSelect('assigned', TEXTS.assign.label, query.assigned, assigneeOptions(users))]),
    renderSelect('articleStatus', filters.articleStatus, query.articleStatus, statuses),
    renderSelect('language', filters.language, query.language, languageOptions(sources, languages)),
    renderDay('since', filters.since, query.since),
    renderDay('until', filters.until, query.until),
    renderOrder(query.order),
    renderCheck('silent', filters.silent, query.silent === '1'),
    renderCheck('noise', filters.noise, query.noise === '1'),
  ]);
}

/** The filters of the list of articles. */
export function renderArticleFilters(query: ArticleQuery, sources: Source[]): Html {
  const statuses = ARTICLE_STATUSES.map((value) => ({ value, label: TEXTS.statuses[value] }));
  return renderForm('/articles', [
    renderSearch(query.search),
    renderSourceSelect(query.source, sources),
    renderSelect('status', TEXTS.filters.status, query.status, statuses),
  ]);
}

/** The words and filters of a search over all versions. */
export function renderSearchFilters(query: SearchQuery, sources: Source[], languages: string[]): Html {
  const { filters, search } = TEXTS;
  const statuses = ARTICLE_STATUSES.map((value) => ({ value, label: TEXTS.statuses[value] }));
  return renderForm('/search', [
    html`<label>${search.words}<input type="search" name="q" maxlength="200" dir="auto" value="${query.q ?? ''}"></label>`,
    renderSourceSelect(query.source, sources),
    renderSelect('language', filters.language, query.language, languageOptions(sources, languages)),
    renderSelect('status', filters.status, query.status, statuses),
    renderDay('since', search.since, query.since),
    renderDay('until', search.until, query.until),
    renderCheck('unsaid', search.unsaidOnly, query.unsaid === '1'),
  ]);
}

/** Of which source and time numbers are. */
export function renderNumbersFilters(query: NumbersQuery, sources: Source[]): Html {
  return renderForm('/numbers', [
    renderSourceSelect(query.source, sources),
    renderDay('since', TEXTS.numbers.since, query.since),
    renderDay('until', TEXTS.numbers.until, query.until),
  ]);
}

function renderForm(action: string, controls: Html[]): Html {
  const { filters } = TEXTS;
  return html`<form class="filters" method="get" action="${action}" role="search" aria-label="${filters.label}">
${controls}
<button>${filters.show}</button>
</form>`;
}

function renderSearch(search: string | undefined): Html {
  return html`<label>${TEXTS.filters.search}<input type="search" name="search" maxlength="200" value="${search ?? ''}"></label>`;
}

/** More sources than so many would make the list the better part of the page: then the id of one is written. */
const MOST_LISTED = 200;

function renderSourceSelect(chosen: string | undefined, sources: Source[]): Html {
  const { source } = TEXTS.filters;
  if (sources.length > MOST_LISTED) {
    return html`<label>${source}<input name="source" maxlength="200" value="${chosen ?? ''}"></label>`;
  }
  const options = sources.map(({ id, name }) => ({ value: id, label: name }));
  return renderSelect('source', TEXTS.filters.source, chosen, options);
}

function renderCheck(name: string, label: string, isChecked: boolean): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="1"${isChecked ? html` checked` : ''}> ${label}</label>`;
}

/** A day; a moment that was given in the address is kept as it is. */
function renderDay(name: string, label: string, chosen: string | undefined): Html {
  const type = chosen?.includes('T') ? 'text' : 'date';
  return html`<label>${label}<input type="${type}" name="${name}" value="${chosen ?? ''}"></label>`;
}

function renderOrder(chosen: ChangeQuery['order']): Html {
  const { order, orders } = TEXTS.filters;
  return html`<label>${order}<select name="order">
${ORDERS.map((value) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${orders[value]}</option>`)}
</select></label>`;
}

/** The languages that articles are in, and those that sources are said to be in, by their names. */
function languageOptions(sources: Source[], languages: string[]): Option[] {
  const all = [...languages, ...sources.map(({ language }) => language)];
  const tags = new Set(all.flatMap((language) => primaryLanguage(language) ?? []));
  const options = [...tags].map((value) => ({ value, label: LANGUAGE_NAMES.of(value) ?? value }));
  return options.sort((a, b) => BY_LABEL.compare(a.label, b.label));
}

function assigneeOptions(users: User[]): Option[] {
  const { me, nobody } = TEXTS.assign;
  const own = currentVisitor()?.name == null ? [] : [{ value: 'me', label: me }];
  return [...own, { value: 'nobody', label: nobody }, ...users.map(({ name }) => ({ value: name, label: name }))];
}

function renderSelect(name: string, label: string, chosen: string | undefined, options: Option[]): Html {
  const known = chosen === undefined || options.some(({ value }) => value === chosen);
  const all = known ? options : [...options, { value: chosen, label: chosen }];
  return html`<label>${label}<select name="${name}">
<option value="">${TEXTS.filters.any}</option>
${all.map((option) => html`<option value="${option.value}"${option.value === chosen ? html` selected` : ''}>${option.label}</option>`)}
</select></label>`;
}

function shareOptions(chosen: number | undefined): Option[] {
  const shares = [...new Set([0.25, 0.5, 0.75, ...(chosen === undefined ? [] : [chosen])])].sort((a, b) => a - b);
  return shares.map((share) => ({ value: String(share), label: TEXTS.filters.atLeast(String(share)) }));
}

function shareText(share: number | undefined): string | undefined {
  return share === undefined ? undefined : String(share);
}
