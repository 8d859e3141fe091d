import type { Express } from 'express';
import { access } from '../../../server/access';
import { endpoints } from '../../../server/api';
import { type Role, roles } from '../../../server/shared/roles';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import type { Visitor } from '../../support/site/visitor';

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Without what refuses all others. */
const methodsOf = ({ methods }: Required<Layer>['route']) =>
  Object.keys(methods).filter((one) => one !== '_all');

/** 'GET /staff/cases/:id' for every route below a folder that the application answers. */
function routesBelow(folder: string, app: Express): string[] {
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return walk(handle.stack ?? []);
      return [route.path]
        .flat()
        .flatMap((path) => methodsOf(route).map((method) => `${method.toUpperCase()} ${path}`));
    });
  const all = walk((app.router as unknown as { stack: Layer[] }).stack);
  return all.filter((route) => `${route}/`.includes(` ${folder}/`));
}

const unknownId = '00000000-0000-4000-8000-000000000000';
const table = Object.entries(access).map(([route, who]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path: path.replace(/:\w+/g, unknownId), who };
});

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await signedIn(site, 'administrator');
});
afterAll(() => site.stop());

describe('the table of staff routes', () => {
  it('names exactly the routes that exist', () => {
    expect(routesBelow('/staff', site.app).sort()).toEqual(Object.keys(access).sort());
  });

  it('is read strictly: what is not listed does not exist, whoever asks', async () => {
    for (const role of roles) {
      const visitor = await signedIn(site, role);
      for (const path of ['/staff/nothing', '/staff/accounts/a/b/c', '/staff/sign-out'])
        expect((await visitor.open(path)).status).toBe(404);
    }
  });
});

const token = (visitor: Visitor) =>
  visitor.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';

/** How the site answered: 'in', or how it kept the visitor out. */
async function answerTo(visitor: Visitor, { method, path }: { method: string; path: string }) {
  const { raw } = visitor;
  const response =
    method === 'GET'
      ? await raw.get(path)
      : await raw
          .post(path)
          .type('form')
          .send({ _csrf: token(visitor) });
  const { status } = response;
  const location = String(response.headers.location ?? '');
  if (status >= 500) return `broken: ${status}`;
  if (status === 401) return 'sign in';
  if (status === 403) return 'forbidden';
  if (location.startsWith('/staff/sign-in') && path !== '/staff/sign-out') return 'sign in';
  return 'in';
}

describe('the endpoints of the API', () => {
  const rows = Object.values(endpoints).map(({ method, path, who }) => ({
    method,
    path,
    who,
    route: `${method} ${path}`,
  }));

  it('are all the routes that exist below /api', () => {
    const expected = rows.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(routesBelow('/api', site.app).sort()).toEqual(expected.sort());
  });

  it.each(rows)('ask for a code only where they say so: $route', async ({ method, path, who }) => {
    const address = path.replace(':language', 'kk').replace(/:\w+/g, unknownId);
    const request = site.visitor().raw[method](address).type('json');
    const { body } = await (method === 'get' ? request : request.send({}));
    expect(body.code === 'wrongCode').toBe(who === 'respondent');
  });
});

describe('what is refused below /staff', () => {
  it('is said in the staff’s own pages, with the way back to them', async () => {
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    for (const [path, status] of [
      ['/staff/accounts', 403],
      ['/staff/library/nothing', 404],
    ] as const) {
      const page = await psychologist.open(path);
      expect(page.status).toBe(status);
      expect(page.html.querySelector('main a.button')!.getAttribute('href')).toBe('/staff');
      expect(page.html.querySelector('.staff-nav')!.text).toContain('Библиотека');
    }
    const student = await site.visitor('ru').open('/nothing');
    expect(student.html.querySelector('main a.button')!.getAttribute('href')).toBe('/');
  });
});

describe.each([...roles, 'signed out'] as const)('a visitor who is %s', (who) => {
  let visitor: Visitor;
  const arrive = async () => {
    visitor = who === 'signed out' ? site.visitor() : await signedIn(site, who);
    await visitor.open(who === 'signed out' ? '/staff/sign-in' : '/staff/password');
  };
  const isAllowed = (allowed: (typeof access)[string]) =>
    allowed === 'anyone' || (who !== 'signed out' && (allowed === 'staff' || allowed.includes(who as Role)));

  beforeAll(arrive);

  it.each(table)('gets what the table says at $route', async ({ method, path, who: allowed }) => {
    const expected = isAllowed(allowed) ? 'in' : who === 'signed out' ? 'sign in' : 'forbidden';
    expect(await answerTo(visitor, { method, path })).toBe(expected);
    if (path === '/staff/sign-out') await arrive();
  });
});
