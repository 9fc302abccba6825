import type { Settings } from '../config/settings-schema.ts';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::', '[::]']);

/** Where readers of alerts find the review UI: `web.publicUrl`, else its host and port as this machine knows them. */
export function reviewAddress({ publicUrl, host, port }: Settings['web']): string {
  if (publicUrl !== null) return publicUrl;
  const name = EVERY_ADDRESS.has(host) ? 'localhost' : host;
  return `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}/`;
}
