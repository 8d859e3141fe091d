/** What a phone needs of a campaign; public, as its link is. */
import { z } from 'zod';
import { languages } from '../../core/definition/types';
import { endpoint } from '../../http/api/endpoint';
import { answerShapes } from '../../http/api/shapes';
import { minuteMs } from '../../shared/clock';
import { Problem } from '../../shared/problems';
import { campaignKinds } from '../campaign.types';
import { campaignStates } from '../campaigns.rules';
import { slugPath } from '../campaigns.schema';
import type { CampaignsService } from '../campaigns.service';
import { campaignInfo } from './campaign.view';

const campaign = z
  .object({
    slug: z.string(),
    name: z.string(),
    kind: z.enum(campaignKinds),
    region: z.string().nullable().meta({ description: 'KATO code; fills in the person’s region' }),
    language: z
      .enum(languages)
      .nullable()
      .meta({ description: 'The language the link opens in, unless the reader has chosen one' }),
    questionnaire: z.string().meta({ description: '`<id>/<version>`, which new attempts begin with' }),
    hasConsents: z.boolean().meta({ description: 'The school keeps the parents’ written consents' }),
    looksAtHigh: z.boolean().meta({ description: 'A psychologist looks at every high result' }),
    isTryOut: z.boolean().meta({ description: 'Attempts never count' }),
    state: z.enum(campaignStates).meta({
      description: 'New attempts are taken while it is open; answers given earlier always',
    }),
  })
  .meta({
    examples: [
      {
        ...{ slug: 'k7m2p9q', name: 'Талғар, № 3 мектеп', kind: 'school', region: '190000000' },
        questionnaire: 'self-diagnosis/v1',
        ...{ language: 'kk', hasConsents: true, looksAtHigh: false, isTryOut: false, state: 'open' },
      },
    ],
  })
  .register(answerShapes, { id: 'Campaign' });

export const readCampaign = endpoint({
  method: 'get',
  path: '/api/campaigns/:slug',
  who: 'anyone',
  // A school that opens the link at the same time, each phone several times over.
  limit: { name: 'campaign', most: 3_000, windowMs: 10 * minuteMs },
  summary: 'What a phone needs of a campaign',
  params: slugPath,
  answer: { shape: campaign, description: 'As it stands now', cache: 'no-cache' },
  problems: { unknownCampaign: 'No such campaign' },
  handler:
    ({ campaigns }: { campaigns: Pick<CampaignsService, 'find' | 'looksAtHigh'> }) =>
    async ({ params, now }) => {
      const found = await campaigns.find(params.slug);
      if (!found) throw new Problem('unknownCampaign');
      return campaignInfo(found, { looksAtHigh: await campaigns.looksAtHigh(found), now });
    },
});
