// The http tests drive the whole application, so that what it asks of the store is recorded there.
import { startSite } from '../../support/site/site';

it('a site that sends what no table of the store covers does not stop without saying so', async () => {
  const site = await startSite();
  await expect(site.connection.collection('accounts').distinct('role')).rejects.toThrow('no such command');
  await expect(site.stop()).rejects.toThrow(
    /no table in test\/store\/tables covers: distinct, distinct\.key/,
  );
});
