import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Strict CSP: nothing inline, nothing from other hosts. Plain HTTP in a school's network must not be upgraded. */
export function securityHeaders(isHttps: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // What only makes sense over HTTPS is there as Helmet sets it.
    ...(isHttps
      ? {}
      : { strictTransportSecurity: false, crossOriginOpenerPolicy: false, originAgentCluster: false }),
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
