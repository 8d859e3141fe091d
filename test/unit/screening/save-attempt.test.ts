import { retryUntilWritten } from '../../../server/screening/save-attempt';

/** Loses to another save so many times. */
const losing = (times: number) => {
  let round = 0;
  return jest.fn(async () => {
    round += 1;
    return round > times ? 'written' : null;
  });
};

describe('a write that another save came before', () => {
  it('is tried anew until it comes through', async () => {
    const act = losing(7);
    expect(await retryUntilWritten(act)).toBe('written');
    expect(act).toHaveBeenCalledTimes(8);
  });

  it('is given up after the eighth time', async () => {
    const act = losing(8);
    await expect(retryUntilWritten(act)).rejects.toMatchObject({ code: 'changedMeanwhile' });
    expect(act).toHaveBeenCalledTimes(8);
  });
});
