import { html } from 'hono/html';
import type { User } from '../../../storage/users.ts';
import { CHANGE_KINDS } from '../../model/change.ts';
import { ARTICLE_STATUSES } from '../../model/outcome.ts';
import { primaryLanguage } from '../../model/primary-language.ts';
import type { Source } from '../../model/source.ts';
import { currentVisitor } from '../access/visitor.ts';
import type { FilterForm } from '../filter-form.ts';
import { ORDERS, VERDICT_FILTERS } from '../read-filters.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

const BY_LABEL = new Intl.Collator(TEXTS.language);
const LANGUAGE_NAMES = new Intl.DisplayNames(TEXTS.language, { type: 'language' });

type Option = { value: string; label: string };

/** The filters of the list of changes, as a form that writes them into the address. */
export function renderChangeFilters(
  form: FilterForm,
  sources: Source[],
  { users, languages }: { users: User[]; languages: string[] },
): Html {
  const { filters } = TEXTS;
  const kinds = CHANGE_KINDS.map((kind) => ({ value: kind, label: TEXTS.kinds[kind] }));
  const verdicts = VERDICT_FILTERS.map((value) => ({ value, label: TEXTS.verdicts[value] ?? value }));
  return renderForm('/', [
    renderWords(form, 'search', filters.search),
    renderSourceSelect(form, sources),
    renderSelect(form, 'kind', filters.kind, kinds),
    renderSelect(form, 'minImportance', filters.minImportance, shareOptions(form)),
    renderSelect(form, 'status', filters.verdict, verdicts),
    ...(users.length === 0 ? [] : [renderSelect(form, 'assigned', TEXTS.assign.label, assigneeOptions(users))]),
    renderSelect(form, 'articleStatus', filters.articleStatus, statusOptions()),
    renderSelect(form, 'language', filters.language, languageOptions(sources, languages)),
    renderDay(form, 'since', filters.since),
    renderDay(form, 'until', filters.until),
    renderOrder(form),
    renderCheck(form, 'silent', filters.silent),
    renderCheck(form, 'noise', filters.noise),
  ]);
}

/** The filters of the list of articles. */
export function renderArticleFilters(form: FilterForm, sources: Source[]): Html {
  return renderForm('/articles', [
    renderWords(form, 'search', TEXTS.filters.search),
    renderSourceSelect(form, sources),
    renderSelect(form, 'status', TEXTS.filters.status, statusOptions()),
  ]);
}

/** The words and filters of a search over all versions. */
export function renderSearchFilters(form: FilterForm, sources: Source[], languages: string[]): Html {
  const { filters, search } = TEXTS;
  return renderForm('/search', [
    renderWords(form, 'q', search.words),
    renderSourceSelect(form, sources),
    renderSelect(form, 'language', filters.language, languageOptions(sources, languages)),
    renderSelect(form, 'status', filters.status, statusOptions()),
    renderDay(form, 'since', search.since),
    renderDay(form, 'until', search.until),
    renderCheck(form, 'unsaid', search.unsaidOnly),
  ]);
}

/** Of which source and time numbers are. */
export function renderNumbersFilters(form: FilterForm, sources: Source[]): Html {
  return renderForm('/numbers', [
    renderSourceSelect(form, sources),
    renderDay(form, 'since', TEXTS.numbers.since),
    renderDay(form, 'until', TEXTS.numbers.until),
  ]);
}

/** The id of the sentence that says what is wrong with a filter. */
export function faultId(name: string): string {
  return `fault-${name}`;
}

function renderForm(action: string, controls: Html[]): Html {
  const { filters } = TEXTS;
  return html`<form class="filters" method="get" action="${action}" role="search" aria-label="${filters.label}">
${controls}
<button>${filters.show}</button>
</form>`;
}

/** What a control says of its value: that it cannot be used, and where it is said why. */
function mark({ wrong }: FilterForm, name: string): Html | '' {
  return wrong.has(name) ? html` aria-invalid="true" aria-describedby="${faultId(name)}"` : '';
}

function renderWords(form: FilterForm, name: string, label: string): Html {
  return html`<label>${label}<input type="search" name="${name}" maxlength="200" dir="auto" value="${form.values[name] ?? ''}"${mark(form, name)}></label>`;
}

/** More sources than so many would make the list the better part of the page: then the id of one is written. */
const MOST_LISTED = 200;

function renderSourceSelect(form: FilterForm, sources: Source[]): Html {
  const { source } = TEXTS.filters;
  if (sources.length > MOST_LISTED) {
    return html`<label>${source}<input name="source" maxlength="200" value="${form.values.source ?? ''}"${mark(form, 'source')}></label>`;
  }
  const options = sources.map(({ id, name }) => ({ value: id, label: name }));
  return renderSelect(form, 'source', source, options);
}

function renderCheck(form: FilterForm, name: string, label: string): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="1"${form.values[name] === '1' ? html` checked` : ''}${mark(form, name)}> ${label}</label>`;
}

/** A day; what else was given in the address, a moment or what is no day, is kept as it is. */
function renderDay(form: FilterForm, name: string, label: string): Html {
  const given = form.values[name] ?? '';
  const type = form.wrong.has(name) || given.includes('T') ? 'text' : 'date';
  return html`<label>${label}<input type="${type}" name="${name}" value="${given}"${mark(form, name)}></label>`;
}

/** The usual order says nothing in the address. */
function renderOrder(form: FilterForm): Html {
  const { order, orders } = TEXTS.filters;
  const said = (value: string | undefined) => (value === ORDERS[0] ? '' : value);
  const options = ORDERS.map((value) => ({ value: said(value) ?? '', label: orders[value] }));
  const shown = { ...form, values: { ...form.values, order: said(form.values.order) } };
  return renderSelect(shown, 'order', order, options, false);
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

function statusOptions(): Option[] {
  return ARTICLE_STATUSES.map((value) => ({ value, label: TEXTS.statuses[value] }));
}

function renderSelect(form: FilterForm, name: string, label: string, options: Option[], hasAny = true): Html {
  const chosen = form.values[name];
  const known = chosen === undefined || options.some(({ value }) => value === chosen);
  const all = known ? options : [...options, { value: chosen, label: chosen }];
  return html`<label>${label}<select name="${name}"${mark(form, name)}>
${
  hasAny
    ? html`<option value="">${TEXTS.filters.any}</option>
`
    : ''
}${all.map((option) => html`<option value="${option.value}"${option.value === chosen ? html` selected` : ''}>${option.label}</option>`)}
</select></label>`;
}

function shareOptions({ values, wrong }: FilterForm): Option[] {
  const chosen = values.minImportance === undefined || wrong.has('minImportance') ? [] : [Number(values.minImportance)];
  const shares = [...new Set([0.25, 0.5, 0.75, ...chosen])].sort((a, b) => a - b);
  return shares.map((share) => ({ value: String(share), label: TEXTS.filters.atLeast(String(share)) }));
}
