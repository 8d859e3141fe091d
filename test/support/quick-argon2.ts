/** What a password costs is held in its unit tests; elsewhere it would only be waited for. */
const argon2 = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2/index.js');

export const { verify } = argon2;

export const hash: typeof argon2.hash = (password, options) =>
  argon2.hash(password, { ...options, memoryCost: 8, timeCost: 1 });
