import type { CampaignPlan } from '../../server/campaigns/campaign';
import type { Actor } from '../../server/shared/roles';
import { alarming, anAttempt, calm } from '../support/attempts';
import { type Site, startSite } from '../support/site';
import { signedIn } from '../support/staff';

const coordinator: Actor = {
  accountId: 'coordinator',
  sessionId: '',
  name: 'Дана',
  role: 'coordinator',
  regions: [],
  mustChangePassword: false,
};

const plan: CampaignPlan = {
  name: 'Мектеп',
  kind: 'school',
  region: '750000000',
  school: null,
  className: null,
  language: null,
  target: 100,
  startsOn: null,
  endsOn: null,
  isTryOut: false,
  hasConsents: true,
  looksAtHigh: true,
};

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const campaignWith = async (changes: Partial<CampaignPlan>): Promise<string> => {
  const made = await site.services.campaigns.create({
    plan: { ...plan, ...changes },
    actor: coordinator,
    now: site.clock.now,
  });
  return made.slug;
};

const caseOf = async (builder: ReturnType<typeof anAttempt>) => {
  const { attempt, code } = await builder.submitted(site);
  return site.services.consultations.forStudent({ id: attempt.id, code });
};

describe('a campaign that has every high result looked at', () => {
  it('opens the case of a high result by itself, and psychologists see it waiting', async () => {
    const slug = await campaignWith({});
    const found = await caseOf(anAttempt().of(slug).answering(alarming));
    expect(found).toMatchObject({ state: 'waiting', published: null });
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const queue = await psychologist.open('/staff/cases');
    expect(queue.html.querySelectorAll('main a[href^="/staff/cases/"]').length).toBeGreaterThan(0);
  });

  it('tells students so before they begin', async () => {
    const slug = await campaignWith({});
    const student = site.visitor('ru');
    await student.open(`/c/${slug}`);
    const page = await student.submit();
    expect(page.text).toContain('психолог посмотрит каждый высокий результат, даже если ты не попросишь');
  });

  it('leaves a result without high levels alone', async () => {
    const slug = await campaignWith({});
    expect(await caseOf(anAttempt().of(slug).answering(calm))).toBeNull();
  });

  it('opens one case, however often the attempt is sent', async () => {
    const slug = await campaignWith({});
    const builder = anAttempt().of(slug).answering(alarming);
    const first = await caseOf(builder);
    expect(await caseOf(builder)).toEqual(first);
  });

  it.each([
    ['other campaigns', { looksAtHigh: false }],
    ['try-outs', { isTryOut: true }],
  ])('opens nothing in %s', async (_name, changes) => {
    const slug = await campaignWith(changes);
    expect(await caseOf(anAttempt().of(slug).answering(alarming))).toBeNull();
  });
});
