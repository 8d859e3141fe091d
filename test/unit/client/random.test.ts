import { isCode } from '../../../server/core/attempt/code';
import { attemptId } from '../../../server/screening/attempt.schema';
import { newCode, newUuid } from '../../../views/client/phone/model/random';

const many = <T>(make: () => T): T[] => Array.from({ length: 2_000 }, make);

describe('the secrets that a phone makes', () => {
  it('its ids are random UUIDs as the server takes them, each once', () => {
    const ids = many(newUuid);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(attemptId.safeParse(id).success).toBe(true);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('its codes are codes, each once', () => {
    const codes = many(newCode);
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('come from the cryptographic source alone', () => {
    const chance = jest.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('not a source of secrets');
    });
    const source = jest.spyOn(crypto, 'getRandomValues');
    newCode();
    newUuid();
    expect(source).toHaveBeenCalledTimes(2);
    for (const spy of [chance, source]) spy.mockRestore();
  });
});
