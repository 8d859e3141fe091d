import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What Helmet sets for browsers that cannot run a page of ours. */
const forOlderBrowsers = {
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** What only makes sense over HTTPS is there as Helmet sets it; plain HTTP in a school's network must not be upgraded. */
const withoutHttps = {
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const;

/** Strict CSP: nothing inline, nothing from other hosts. */
const forPages = (isHttps: boolean) =>
  helmet({
    ...forOlderBrowsers,
    ...(isHttps ? {} : withoutHttps),
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
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });

/** Data is no page: it loads nothing, stands in no frame and refers to nobody. */
const forData = (isHttps: boolean) =>
  helmet({
    ...forOlderBrowsers,
    ...withoutHttps,
    strictTransportSecurity: isHttps,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    referrerPolicy: false,
    xFrameOptions: false,
  });

/** A phone with a weak network pays for each: what is sent with an answer is what a browser does something with. */
export function securityHeaders(isHttps: boolean): RequestHandler {
  const pages = forPages(isHttps);
  const data = forData(isHttps);
  return (req, res, next) => (req.path.startsWith('/api/') ? data : pages)(req, res, next);
}
