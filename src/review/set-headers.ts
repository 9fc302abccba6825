import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer: nothing inline, nothing from elsewhere, no framing by others. The referrer stays on this origin, and
 * is not `no-referrer`: browsers would then send our own forms with `Origin: null` (Fetch standard, § 3.1).
 */
export function setHeaders(): MiddlewareHandler {
  return secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"], // stored pages, each in an origin of its own
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    strictTransportSecurity: false, // served without TLS; a proxy in front sets its own
    originAgentCluster: false, // a stored page is of another origin at an address of ours, and the browser complains
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  });
}
