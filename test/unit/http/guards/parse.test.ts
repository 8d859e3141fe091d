import { z } from 'zod';
import { parse } from '../../../../server/http/guards/parse';

const child = z.object({ age: z.int().min(13, 'problems:tooYoung'), name: z.string() });

describe('a mistake in JSON or a path', () => {
  it('is named by its members', () => {
    expect(() => parse(child, { age: 14.5, name: 7 })).toThrow(
      expect.objectContaining({ code: 'invalidRequest', details: { fields: ['age', 'name'] } }),
    );
    expect(parse(child, { age: 14, name: 'Aigul', more: true })).toEqual({ age: 14, name: 'Aigul' });
  });

  it('is the problem that its schema names, whatever else is wrong', () => {
    expect(() => parse(child, { age: 12, name: 7 })).toThrow(expect.objectContaining({ code: 'tooYoung' }));
  });

  it('names no problem that is not in the catalogue', () => {
    const wrong = z.object({ age: z.int('problems:nothing') });
    expect(() => parse(wrong, {})).toThrow(expect.objectContaining({ code: 'invalidRequest' }));
  });
});
