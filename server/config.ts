/** The only reader of process.env. A wrong setting stops the start with its name and what is expected. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './shared/project-root';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  KEYS_DIR: z.string().min(1).default('keys'),
  RECORDS_DIR: z.string().min(1).default('records'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'starts with mongodb:// or mongodb+srv://')
    .optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  QUESTIONNAIRES: z
    .string()
    .default('self-diagnosis')
    .transform((text) => text.split(',').map((id) => id.trim()))
    .pipe(
      z
        .array(z.string().regex(/^[a-z][a-z0-9-]*$/i, 'ids of questionnaires with commas between them'))
        .refine((ids) => new Set(ids).size === ids.length, 'names one twice'),
    ),
  QUESTIONNAIRES_DIR: z.string().min(1).optional(),
  QUICK_EXIT_URL: z.url({ protocol: /^https$/ }).default('https://www.gov.kz/'),
});

export interface Config {
  port: number;
  host: string;
  /** Where respondents open the site; the scheme decides about Secure cookies. No trailing slash. */
  publicUrl: string;
  isHttps: boolean;
  dataDir: string;
  keysDir: string;
  /** What must outlive a restored database: append-only, backed up apart. */
  recordsDir: string;
  /** Undefined: the embedded store. */
  mongodbUri: string | undefined;
  /** How many reverse proxies stand in front; their X-Forwarded-For is believed. */
  trustProxy: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Ids of what the start page offers; all else that is published is asked through campaigns alone. */
  questionnaires: string[];
  /** Where questionnaires lie: those that came with the program, and an organisation's own. */
  questionnairesFolders: string[];
  quickExitUrl: string;
}

export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`These settings cannot be used:\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  const [dataDir, keysDir] = [value.DATA_DIR, value.KEYS_DIR].map((path) => resolve(projectRoot, path)) as [
    string,
    string,
  ];
  // Whoever gets a copy of the data must not get with it what opens them.
  if (!relative(dataDir, keysDir).match(/^\.\.([\\/]|$)/) && !isAbsolute(relative(dataDir, keysDir)))
    throw new ConfigError(
      'These settings cannot be used:\n  KEYS_DIR: lies inside DATA_DIR; keys are kept and backed up apart',
    );
  const publicUrl = (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, '');
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl,
    isHttps: publicUrl.startsWith('https:'),
    dataDir,
    keysDir,
    recordsDir: resolve(projectRoot, value.RECORDS_DIR),
    mongodbUri: value.MONGODB_URI,
    trustProxy: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
    questionnaires: value.QUESTIONNAIRES,
    questionnairesFolders: [
      questionnairesFolder,
      ...(value.QUESTIONNAIRES_DIR ? [resolve(projectRoot, value.QUESTIONNAIRES_DIR)] : []),
    ],
    quickExitUrl: value.QUICK_EXIT_URL,
  };
}

export const viewsFolder = join(projectRoot, 'views');
export const localesFolder = join(projectRoot, 'locales');
export const questionnairesFolder = join(projectRoot, 'questionnaires');
export const publicFolder = join(projectRoot, 'dist', 'public');

/** As package.json has it: printed in every reference. */
export const softwareVersion: string = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
).version;
