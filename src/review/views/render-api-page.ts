import type { OpenAPIHono } from '@hono/zod-openapi';
import { html } from 'hono/html';
import { API_PATH } from '../api/api-path.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';

/** A description by OpenAPI. */
export type ApiDescription = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type PathItem = NonNullable<ApiDescription['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

const METHODS = ['get', 'post', 'put', 'delete'] as const;

/** The operations of the API, to read: what the description for programs says, in fewer words. */
export function renderApiPage(web: Web, description: ApiDescription): Html {
  const { api } = TEXTS;
  const operations = Object.entries(description.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  const groups = [...Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? '')];
  const main = html`<h1>${api.title}</h1>
<p>${api.description} ${api.problems} <a href="${API_PATH}/openapi.json">${api.openApi}</a></p>
<p>${api.token} <a href="/account#tokens">${TEXTS.access.tokens.title}</a></p>
${groups.map(([tag, found]) => html`<section><h2>${tag}</h2>${found.map(renderOperation)}</section>`)}`;
  return renderPage(web, { title: api.title, place: null, main });
}

function renderOperation({ path, method, operation }: { path: string; method: string; operation: Operation }): Html {
  const parameters = operation.parameters ?? [];
  return html`<h3 id="${operation.operationId ?? ''}"><code>${method.toUpperCase()} ${API_PATH}${path}</code></h3>
<p>${operation.summary ?? ''} ${TEXTS.api.needs(operation.security?.[0]?.token?.[0] ?? '')}${isOwn(operation) ? ` ${TEXTS.api.orLogin}` : ''}</p>
${parameters.length === 0 ? '' : html`<ul class="parameters">${parameters.map(renderParameter)}</ul>`}`;
}

function isOwn({ security = [] }: Operation): boolean {
  return security.some((way) => 'login' in way);
}

function renderParameter(parameter: Parameter): Html {
  if (!('name' in parameter)) return html``;
  const { name, description, schema } = parameter;
  const choices = (schema !== undefined && 'enum' in schema ? (schema.enum ?? []) : []).join(', ');
  return html`<li><code>${name}</code>${description === undefined ? '' : html` ${description}`}${choices === '' ? '' : html` ${TEXTS.api.oneOf} ${choices}`}</li>`;
}
