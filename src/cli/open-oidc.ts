import * as client from 'openid-client';
import type { Oidc } from '../../config/oidc-schema.ts';
import type { ClientRequest, GuardedClient } from '../fetch/open-guarded-client.ts';
import { roleByClaim } from '../review/access/role-by-claim.ts';
import type { OidcLogin } from '../review/web.ts';

/** What a provider answers with is small. */
const MOST_BYTES = 1_000_000;
const TIMEOUT_S = 15;
/** What a provider says of itself is asked for again after so many milliseconds. */
const FRESH_MS = 60 * 60_000;
/** And where it could not be had, after so many: anybody may ask for the login page as often as they like. */
const AGAIN_MS = 5_000;

/**
 * Logging in at a provider by OpenID Connect: the authorization code flow with PKCE, state and nonce, the ID token's
 * signature checked. The provider is asked through the guarded client. `clientSecret` is the secret itself.
 */
export function openOidc(guarded: GuardedClient, oidc: Oidc): OidcLogin {
  const discover = rememberFor(FRESH_MS, () => discoverProvider(guarded, oidc));
  return {
    begin: (callback) =>
      tell(async () => {
        const verifier = client.randomPKCECodeVerifier();
        const [state, nonce] = [client.randomState(), client.randomNonce()];
        const url = client.buildAuthorizationUrl(await discover(), {
          ...{ redirect_uri: callback.href, scope: 'openid email profile', state, nonce },
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { ok: true as const, start: { url: url.href, state, nonce, verifier } };
      }),
    finish: (returned, { state, nonce, verifier }) =>
      tell(async () => {
        const provider = await discover();
        const checks = {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        };
        const tokens = await client.authorizationCodeGrant(provider, returned, checks);
        const told = tokens.claims();
        if (told === undefined) return { ok: false as const, reason: 'the provider gave no ID token.' };
        const claims = await withUserInfo(provider, tokens.access_token, told, oidc.claim);
        return describePerson(claims, oidc);
      }),
  };
}

type Claims = client.IDToken & Record<string, unknown>;

async function discoverProvider(guarded: GuardedClient, oidc: Oidc): Promise<client.Configuration> {
  const issuer = new URL(oidc.issuer);
  const secret = oidc.clientSecret === null ? client.None() : client.ClientSecretBasic(oidc.clientSecret);
  const insecure = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []; // the loopback, by the schema
  return await client.discovery(issuer, oidc.clientId, undefined, secret, {
    execute: [client.enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_S,
    [client.customFetch]: (url, options) => askProvider(guarded, url, options),
  });
}

/** Fetch's manner on the guarded client: no redirect is followed, and an answer is small and quick. */
async function askProvider(
  guarded: GuardedClient,
  url: string,
  { method, headers, body }: client.CustomFetchOptions,
): Promise<Response> {
  const sent = body instanceof URLSearchParams ? body.toString() : body;
  if (sent !== undefined && sent !== null && typeof sent !== 'string') throw new TypeError('a body of another kind');
  const result = await guarded.request(url, {
    method: method as NonNullable<ClientRequest['method']>,
    headers,
    ...(sent == null ? {} : { body: sent }),
    ...{ maxRedirects: 0, maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_S * 1_000 },
  });
  if (result.kind === 'failed') throw new Error(result.reason);
  const { status, bytes, headers: answered } = result.response;
  const mayHaveBody = status !== 204 && status !== 304;
  const response = new Response(mayHaveBody ? Uint8Array.from(bytes) : null, { status });
  for (const [name, value] of Object.entries(answered)) {
    if (name !== 'content-encoding' && name !== 'content-length') response.headers.set(name, String(value));
  }
  return response;
}

/** Some providers say of groups, or of the address, nothing in the ID token. */
async function withUserInfo(
  provider: client.Configuration,
  accessToken: string,
  claims: Claims,
  claim: string,
): Promise<Claims> {
  const isWhole = claims[claim] !== undefined && claims.email !== undefined;
  if (isWhole || provider.serverMetadata().userinfo_endpoint === undefined) return claims;
  return { ...(await client.fetchUserInfo(provider, accessToken, claims.sub)), ...claims };
}

function describePerson(claims: Claims, oidc: Oidc): Awaited<ReturnType<OidcLogin['finish']>> {
  const email = typeof claims.email === 'string' && claims.email_verified === true ? claims.email : null;
  const preferred = typeof claims.preferred_username === 'string' ? claims.preferred_username : null;
  const name = email ?? preferred;
  if (name === null) {
    return { ok: false, reason: 'the provider gives neither a verified e-mail address nor a name of the account.' };
  }
  const told = oidc.claim === 'email' ? email : claims[oidc.claim];
  const role = roleByClaim(oidc.claim, told, oidc.roles);
  const subject = `${claims.iss} ${claims.sub}`;
  return { ok: true, person: { subject, name: name.toLowerCase(), isVerified: email !== null, role } };
}

/** What goes wrong with a provider is no bug of ours: a sentence. */
async function tell<T>(work: () => Promise<T>): Promise<T | { ok: false; reason: string }> {
  try {
    return await work();
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message !== message ? `${message}: ${cause.message}` : message;
    return { ok: false, reason: why.endsWith('.') ? why : `${why}.` };
  }
}

function rememberFor<T>(ms: number, make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  let madeAt = 0;
  return () => {
    if (made === null || performance.now() - madeAt >= ms) {
      madeAt = performance.now();
      made = make();
      made.catch(() => {
        madeAt = performance.now() - ms + AGAIN_MS; // who comes a little later tries again
      });
    }
    return made;
  };
}
