/** Names that every object answers to: as the id of something they would be lost, or found where nothing is. */
const reserved = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

export const isReserved = (name: string): boolean => reserved.has(name);

export const reservedReason = (name: string): string =>
  `the id ${name} has a meaning of its own in every program: choose another`;
