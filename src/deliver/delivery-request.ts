/** What is to be posted to a channel's service. */
export type DeliveryRequest = { url: URL; headers: Record<string, string>; body: string };

/** A request that carries JSON. */
export function jsonRequest(url: URL | string, body: object, headers: Record<string, string> = {}): DeliveryRequest {
  return {
    url: new URL(url),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** An operation's address under that of its service, which may have a path of its own. */
export function operationUrl(server: string, path: string): URL {
  // Without the dot, `bot1:token` would be a scheme.
  return new URL(`./${path}`, server.endsWith('/') ? server : `${server}/`);
}
