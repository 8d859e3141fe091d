/**
 * The chain that shows whether the record was touched: each entry's hash covers its content and the hash before
 * it, and a note of the newest entry keeps the end from being cut off. Every hash is keyed (HMAC-SHA-256) with a key
 * that is kept apart from the data, so that someone who can only write to the store cannot make the chain fit again.
 */
import { hkdfSync } from 'node:crypto';
import { keyedHash } from '../shared/sealing';
import type { Act, Details } from './acts';

export interface EntryContent {
  /** 1, 2, 3 … without a gap. */
  sequence: number;
  at: Date;
  act: Act;
  /** null: nobody was signed in, or a command on the server acted. */
  actor: { id: string; role: string } | null;
  /** Id of what was acted on. */
  target: string | null;
  details: Details;
}

export interface Entry extends EntryContent {
  previousHash: string;
  hash: string;
}

export interface Head {
  sequence: number;
  hash: string;
}

/** The newest entry as it is noted apart; the seal keeps the note from being set back to where an end was cut off. */
export interface NotedHead extends Head {
  seal: string;
}

/** What the first entry follows. */
export const beginning: Head = { sequence: 0, hash: '' };

/** A key for this purpose alone, derived (HKDF, RFC 5869) from one that an installation keeps for ever. */
export function chainKey(secret: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'audit chain', 32));
}

/** @returns base64url of the HMAC over a canonical form: members in fixed order, details sorted by name. */
export function entryHash(key: Buffer, content: EntryContent, previousHash: string): string {
  const details = Object.entries(content.details).sort(([left], [right]) => (left < right ? -1 : 1));
  const canonical = [
    content.sequence,
    content.at.toISOString(),
    content.act,
    content.actor ? [content.actor.id, content.actor.role] : null,
    content.target,
    details,
    previousHash,
  ];
  return keyedHash(key, JSON.stringify(canonical));
}

/** Whether `entry` is whole and follows `before`. */
export function follows(key: Buffer, before: Head, entry: Entry): boolean {
  return (
    entry.sequence === before.sequence + 1 &&
    entry.previousHash === before.hash &&
    entry.hash === entryHash(key, entry, entry.previousHash)
  );
}

export function noted(key: Buffer, { sequence, hash }: Head): NotedHead {
  return { sequence, hash, seal: keyedHash(key, JSON.stringify(['newest', sequence, hash])) };
}

export const isGenuine = (key: Buffer, head: NotedHead): boolean => head.seal === noted(key, head).seal;
