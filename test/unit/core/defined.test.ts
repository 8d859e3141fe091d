import { defined } from '../../../server/core/defined';

describe('what cannot be missing', () => {
  it.each([0, '', false, Number.NaN])('is given back: %p', (value) => {
    expect(defined(value, 'a value')).toBe(value);
  });

  it.each([null, undefined])('is named where it is %p', (value) => {
    expect(() => defined(value, 'page d2')).toThrow('missing: page d2');
  });
});
