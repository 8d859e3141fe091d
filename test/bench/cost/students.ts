/** Students, in a process of their own, so that what they cost is not counted among the server's. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { aboutYou, aProfile, honest, newCode } from '../../support/builders/attempts';
import { Visitor } from '../../support/site/visitor';

export interface Task {
  kind: 'finished' | 'forms' | 'phone';
  url: string;
  /** How many, one after the other. */
  times: number;
  /** Of the questionnaire, all of which are answered. */
  items: string[];
  /** What a phone asks for on its first visit. */
  files: string[];
}

const agent = new Agent({ keepAlive: true });

/** Each from another address, so that no limit of one address is met. */
let address = 0;
const nextAddress = () => {
  address += 1;
  return `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
};

/** @throws Error where the answer is no good one */
function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
): Promise<void> {
  const common = { 'Accept-Encoding': 'gzip, deflate, br', 'Accept-Language': 'kk', Accept: '*/*' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...common, ...headers } }, (answer) => {
      answer.resume().on('end', () => {
        const { statusCode = 0 } = answer;
        if (statusCode < 300) resolve();
        else reject(new Error(`${method} ${url}: ${statusCode}`));
      });
    });
    sent.on('error', reject).end(body);
  });
}

function upload(items: string[], share: number, sequence: number) {
  const answered = items.slice(0, Math.ceil(items.length * share));
  const answers = Object.fromEntries(answered.map((item) => [item, honest[item] ?? 0]));
  return {
    ...{ questionnaire: 'self-diagnosis/v1', language: 'kk', profile: aProfile, answers },
    ...{ timings: { a1: 20_000, a2: 20_000 }, unclear: [], shown: [], campaign: null },
    ...{ sequence, submitted: share === 1 },
  };
}

async function save(url: string, id: string, content: object, from: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': from };
  await ask(`${url}/api/attempts/${id}`, { method: 'PUT', headers, body: JSON.stringify(content) });
}

const finished = ({ url, items }: Task) =>
  save(url, randomUUID(), { ...upload(items, 1, 1), code: newCode() }, nextAddress());

async function byForms({ url }: Task): Promise<void> {
  const visitor = new Visitor(url, 'kk');
  visitor.raw.set({ 'X-Forwarded-For': nextAddress(), 'Accept-Encoding': 'gzip, deflate, br' });
  await visitor.open('/');
  await visitor.submit({}, '/test');
  await visitor.submit({ choice: 'agree' });
  await visitor.submit({ phone: 'own' });
  await visitor.submit(aboutYou);
  await visitor.submit({ isSaved: 'yes', go: 'next' });
  for (;;) {
    const questions = visitor.page.html.querySelectorAll('[data-question]');
    if (questions.length === 0) break;
    const items = questions.map((one) => one.getAttribute('data-question') ?? '');
    await visitor.submit({
      ...Object.fromEntries(items.map((item) => [item, String(honest[item] ?? 0)])),
      go: 'next',
    });
  }
  await visitor.submit({ go: 'submit' });
  if (visitor.page.path !== '/test/result') throw new Error(`ended at ${visitor.page.path}`);
}

/** What npm run measure-phone sees a phone ask for: its files once, and an upload for every second page. */
async function byPhone({ url, items, files }: Task): Promise<void> {
  const from = nextAddress();
  for (const path of files) await ask(url + path, { headers: { 'X-Forwarded-For': from } });
  const id = randomUUID();
  const code = newCode();
  const uploads = 6;
  for (let sequence = 1; sequence <= uploads; sequence += 1)
    await save(url, id, { ...upload(items, sequence / uploads, sequence), code }, from);
}

const kinds = { finished, forms: byForms, phone: byPhone };

export async function work(task: Task): Promise<void> {
  for (let done = 0; done < task.times; done += 1) await kinds[task.kind](task);
}
