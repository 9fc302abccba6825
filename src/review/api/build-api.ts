import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { isDataFault } from '../../../storage/is-data-fault.ts';
import { LOGIN_COOKIE } from '../access/cookies.ts';
import { scopeOfRoute } from '../access/route-scopes.ts';
import { REFUSALS } from '../refusal-texts.ts';
import { TEXTS } from '../texts.ts';
import type { ApiDescription } from '../views/render-api-page.ts';
import type { Web } from '../web.ts';
import { addAccountOperations } from './add-account-operations.ts';
import { addArticleOperations } from './add-article-operations.ts';
import { addChangeOperations } from './add-change-operations.ts';
import { addCompanyOperations } from './add-company-operations.ts';
import { addCsvOperations } from './add-csv-operations.ts';
import { addDeliveryOperations } from './add-delivery-operations.ts';
import { addDoctorOperations } from './add-doctor-operations.ts';
import { addFileOperations } from './add-file-operations.ts';
import { addNumbersOperations } from './add-numbers-operations.ts';
import { addReextractionOperations } from './add-reextraction-operations.ts';
import { addSavedOperations } from './add-saved-operations.ts';
import { addSearchOperations } from './add-search-operations.ts';
import { addSourceFileOperations } from './add-source-file-operations.ts';
import { addSourceOperations } from './add-source-operations.ts';
import { addSourceStateOperations } from './add-source-state-operations.ts';
import { addSourceTrialOperations } from './add-source-trial-operations.ts';
import { addTokenOperations } from './add-token-operations.ts';
import { addUserOperations } from './add-user-operations.ts';
import { addVerdictOperations } from './add-verdict-operations.ts';
import { API_PATH } from './api-path.ts';
import { answerProblem } from './problems.ts';

export type Api = OpenAPIHono;

/** The API for other programs, described by OpenAPI 3.1 at `/openapi.json`; every failure is a problem (RFC 9457). */
export function buildApi(web: Web): Api {
  const api: Api = new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : answerProblem(c, 400, describeIssues(result.error))),
  });
  api.use(etag());
  addChangeOperations(api, web);
  addVerdictOperations(api, web);
  addArticleOperations(api, web);
  addCompanyOperations(api, web);
  addFileOperations(api, web);
  addCsvOperations(api, web);
  addSourceOperations(api, web);
  addDeliveryOperations(api, web);
  addSearchOperations(api, web);
  addNumbersOperations(api, web);
  addSavedOperations(api, web);
  addSourceStateOperations(api, web);
  addSourceFileOperations(api, web);
  addSourceTrialOperations(api, web);
  addReextractionOperations(api, web);
  addDoctorOperations(api, web);
  addUserOperations(api, web);
  addTokenOperations(api, web);
  addAccountOperations(api, web);
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  api.openAPIRegistry.registerComponent('securitySchemes', 'login', {
    type: 'apiKey',
    in: 'cookie',
    name: LOGIN_COOKIE,
  });
  api.get('/openapi.json', (c) => c.json(describeApi(api)));
  api.all('*', (c) => answerProblem(c, 404, TEXTS.api.noOperation));
  api.onError((error, c) => answerError(error, c, web));
  return api;
}

/**
 * The description of the API by OpenAPI 3.1. Each operation says by which scope it may be used: a token has the role
 * (OpenAPI 3.1.1 § 4.8.30). That some stet asks for no token is nothing that programs should rely on.
 */
export function describeApi(api: Api): ApiDescription {
  const description = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'stet', version: '1', description: TEXTS.api.description },
    servers: [{ url: API_PATH }],
  });
  for (const [path, item] of Object.entries(description.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const operation = item[method];
      if (operation === undefined) continue;
      const needed = scopeOfRoute(method, `${API_PATH}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
      operation.security = needed === 'own' ? [{ token: ['admin'] }, { login: [] }] : [{ token: [needed] }];
    }
  }
  return description;
}

function describeIssues({ issues }: { issues: { path: PropertyKey[]; message: string }[] }): string {
  return `${issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ')}.`;
}

function answerError(error: Error, c: Context, web: Web): Response {
  if (error instanceof HTTPException) return answerProblem(c, error.status, error.message || TEXTS.errors.badForm);
  if (isDataFault(error)) return answerProblem(c, 400, REFUSALS.badValue);
  web.onError?.(error);
  return answerProblem(c, 500, TEXTS.errors.failedHint);
}
