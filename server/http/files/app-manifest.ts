/** What a phone needs to put the site on its home screen, with a name and an icon that tell nobody what it is about. */
import { Router } from 'express';

/** Pixels; drawn from icon.svg, whose ground reaches the edges, so that a phone may cut it into any shape. */
export const iconSizes = [192, 512] as const;

export function appManifestRoutes(asset: (name: string) => string): Router {
  const router = Router();

  router.get('/manifest.webmanifest', (req, res) => {
    const name = req.t('shared:wordmark');
    res.type('application/manifest+json').set('Cache-Control', 'private, no-cache');
    res.json({
      id: '/',
      name,
      short_name: name,
      lang: req.language,
      dir: 'ltr',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#f3f4ee',
      theme_color: '#f3f4ee',
      icons: iconSizes.flatMap((size) =>
        ['any', 'maskable'].map((purpose) => ({
          src: asset(`icon-${size}.png`),
          sizes: `${size}x${size}`,
          type: 'image/png',
          purpose,
        })),
      ),
    });
  });

  return router;
}
