import { nullWhenTaken } from '../../../server/shared/unique-key';

const failing = (error: unknown) => () => Promise.reject(error);

describe('a write to a unique key', () => {
  it('gives what it wrote', async () => {
    expect(await nullWhenTaken(async () => 'written')).toBe('written');
  });

  it('gives null where the key is taken, and fails for every other reason', async () => {
    const [taken, full] = [Object.assign(new Error('E11000'), { code: 11000 }), new Error('disk full')];
    expect(await nullWhenTaken(failing(taken))).toBeNull();
    await expect(nullWhenTaken(failing(full))).rejects.toBe(full);
    await expect(nullWhenTaken(failing(undefined))).rejects.toBeUndefined();
  });
});
