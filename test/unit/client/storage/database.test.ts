import { read, write } from '../../../../views/client/phone/storage/database';
import { leaving } from '../../../../views/client/phone/storage/leaving';

/** A transaction that goes on until it is told to end; a browser refuses to abort one that has ended, or is about to. */
class Transaction {
  state: 'open' | 'committing' | 'complete' | 'aborted' = 'open';
  oncomplete: () => void = () => undefined;
  onabort: () => void = () => undefined;
  error = null;

  objectStore() {
    return { get: () => ({}), put: () => ({}) };
  }
  commit(): void {
    this.state = 'committing';
  }
  abort(): void {
    if (this.state !== 'open') throw new DOMException('', 'InvalidStateError');
    this.state = 'aborted';
  }
  complete(): void {
    this.state = 'complete';
    this.oncomplete();
  }
}

const begun: Transaction[] = [];

function begin(): Transaction {
  const transaction = new Transaction();
  begun.push(transaction);
  return transaction;
}

/** Gives its one database at once. */
const indexedDB = {
  open() {
    const request = { result: { transaction: begin }, onsuccess: () => undefined };
    queueMicrotask(() => request.onsuccess());
    return request;
  },
};

beforeAll(() => Object.assign(globalThis, { indexedDB }));
beforeEach(() => {
  begun.length = 0;
});
afterAll(() => Reflect.deleteProperty(globalThis, 'indexedDB'));

const settle = () => new Promise(setImmediate);
const states = () => begun.map(({ state }) => state);

describe('a page that is left', () => {
  it('ends what it reads and what it has not written yet, so that it holds up no other page', async () => {
    void read('attempts', '1');
    void write(['attempts'], () => new Promise(() => undefined));
    await settle();
    leaving.endTransactions();
    expect(states()).toEqual(['aborted', 'aborted']);
  });

  it('lets the browser write what it was given whole', async () => {
    void write(['attempts'], () => undefined);
    await settle();
    leaving.endTransactions();
    expect(states()).toEqual(['committing']);
  });

  it('ends nothing that has ended', async () => {
    void read('attempts', '1');
    await settle();
    begun[0]?.complete();
    leaving.endTransactions();
    expect(states()).toEqual(['complete']);
  });
});

it('a write is over when it is on the disk', async () => {
  let isOver = false;
  const written = write(['facts'], () => undefined).then(() => {
    isOver = true;
  });
  await settle();
  expect(isOver).toBe(false);
  begun[0]?.complete();
  await written;
});
