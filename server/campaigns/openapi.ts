/** What the contract with phones has of campaigns: paths and shapes that join screening's OpenAPI document. */
import { languages } from '../core/definition/types';
import { campaignKinds } from './campaign.types';

const json = (schema: object) => ({ 'application/json': { schema } });
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const orNull = (schema: object) => ({ oneOf: [schema, { type: 'null' }] });
const text = { type: 'string' };
const boolean = { type: 'boolean' };

const campaign = {
  slug: text,
  name: text,
  kind: { type: 'string', enum: [...campaignKinds] },
  region: { ...orNull(text), description: 'KATO code; fills in the person’s region' },
  language: {
    ...orNull({ type: 'string', enum: [...languages] }),
    description: 'The language the link opens in, unless the reader has chosen one',
  },
  hasConsents: { ...boolean, description: 'The school keeps the parents’ written consents' },
  looksAtHigh: { ...boolean, description: 'A psychologist looks at every high result' },
  isTryOut: { ...boolean, description: 'Attempts never count' },
  state: {
    type: 'string',
    enum: ['planned', 'open', 'ended'],
    description: 'New attempts are taken while it is open; answers given earlier always',
  },
};

const parameters = [{ name: 'slug', in: 'path', required: true, schema: text }];
const unknown = problem('No such campaign');
const tooMany = problem('Too many requests from this address');

export const campaignsApi = {
  schemas: { Campaign: { type: 'object', properties: campaign, required: Object.keys(campaign) } },
  paths: {
    '/api/campaigns/{slug}': {
      parameters,
      get: {
        summary: 'What a phone needs of a campaign',
        responses: {
          200: { description: 'As it stands now', content: json({ $ref: '#/components/schemas/Campaign' }) },
          404: unknown,
          429: tooMany,
        },
      },
    },
    '/api/campaigns/{slug}/opened': {
      parameters,
      post: {
        summary: 'One more phone opened the link without the server seeing it',
        description: 'A number goes up while the campaign is open; nothing is kept of the phone.',
        responses: { 204: { description: 'Taken' }, 404: unknown, 429: tooMany },
      },
    },
  },
};
