import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { acts } from '../../../server/audit/acts';
import {
  beginning,
  chainKey,
  type Entry,
  type EntryContent,
  entryHash,
  follows,
  isGenuine,
  noted,
} from '../../../server/audit/chain';

const key = chainKey(randomBytes(32));

const content: EntryContent = {
  sequence: 1,
  at: new Date('2026-10-05T06:00:00Z'),
  act: 'accountChanged',
  actor: { id: 'a1', role: 'administrator' },
  target: 'a2',
  details: { fields: ['name', 'role'], isActive: true },
};

function entry(given: EntryContent, previousHash = ''): Entry {
  return { ...given, previousHash, hash: entryHash(key, given, previousHash) };
}

describe('an entry of the record', () => {
  it('follows the one before it', () => {
    const first = entry(content);
    const second = entry({ ...content, sequence: 2 }, first.hash);
    expect(follows(key, beginning, first)).toBe(true);
    expect(follows(key, first, second)).toBe(true);
    expect(follows(key, beginning, second)).toBe(false);
    expect(follows(key, first, entry({ ...content, sequence: 3 }, first.hash))).toBe(false);
  });

  it('is linked to the very entry before it: after another one with the same number it does not fit', () => {
    const first = entry(content);
    const otherFirst = entry({ ...content, target: 'a3' });
    const second = entry({ ...content, sequence: 2 }, first.hash);
    expect(follows(key, beginning, otherFirst)).toBe(true);
    expect(follows(key, otherFirst, second)).toBe(false);
    expect(follows(key, otherFirst, { ...second, previousHash: otherFirst.hash })).toBe(false);
  });

  it('does not depend on the order in which details were named', () => {
    const turned = { ...content, details: { isActive: true, fields: ['name', 'role'] } };
    expect(entry(turned).hash).toBe(entry(content).hash);
  });

  it.each([
    ['sequence', { sequence: 2 }],
    ['time', { at: new Date('2026-10-05T06:00:00.001Z') }],
    ['act', { act: 'signIn' as const }],
    ['actor', { actor: { id: 'a9', role: 'administrator' } }],
    ['actor’s role', { actor: { id: 'a1', role: 'lead' } }],
    ['missing actor', { actor: null }],
    ['target', { target: null }],
    ['details', { details: { fields: ['name'], isActive: true } }],
    ['details’ kind', { details: { fields: ['name', 'role'], isActive: 'true' } }],
    ['previous hash', { previousHash: 'x' }],
  ])('shows another %s', (_, change) => {
    expect(follows(key, beginning, { ...entry(content), ...change })).toBe(false);
  });

  it('cannot be made to fit without the key', () => {
    const forged = { ...content, target: 'a3' };
    const otherKey = chainKey(randomBytes(32));
    const made = { ...forged, previousHash: '', hash: entryHash(otherKey, forged, '') };
    expect(follows(key, beginning, made)).toBe(false);
  });

  it('has a hash of its own for every content', () => {
    const contents = fc.record({
      sequence: fc.integer({ min: 1, max: 3 }),
      at: fc.constantFrom(new Date(0), new Date(1)),
      act: fc.constantFrom(...acts.slice(0, 3)),
      actor: fc.option(fc.record({ id: fc.constantFrom('a', 'b'), role: fc.constantFrom('a', 'b') })),
      target: fc.option(fc.constantFrom('a', 'b')),
      details: fc.dictionary(
        fc.constantFrom('role', 'state'),
        fc.constantFrom('a', 'b', ['a', 'b'], 1, true),
      ),
    });
    fc.assert(
      fc.property(contents, contents, (left, right) => {
        const same = JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
        return (entryHash(key, left, '') === entryHash(key, right, '')) === same;
      }),
    );
  });
});

describe('the note of the newest entry', () => {
  const note = noted(key, { sequence: 5, hash: 'five' });

  it('is genuine as it was made, and cannot be set back or made without the key', () => {
    expect(isGenuine(key, note)).toBe(true);
    expect(isGenuine(key, { ...note, sequence: 4 })).toBe(false);
    expect(isGenuine(key, { ...note, hash: 'four' })).toBe(false);
    expect(isGenuine(key, noted(chainKey(randomBytes(32)), note))).toBe(false);
  });
});

function sorted(given: EntryContent) {
  return { ...given, details: Object.entries(given.details).sort() };
}
