import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnv, makeExactValidator } from 'envalid';

/** Folder of the package: the one that holds `package.json`, `prisma/` and `schema.graphql`. */
export const packageRoot = findPackageRoot();

export const reviewStates = ['DRAFT', 'IN_REVIEW', 'ACCEPTED', 'DISPUTED', 'RETRACTED', 'SUPERSEDED'] as const;
export type ReviewState = (typeof reviewStates)[number];

export const textRights = ['NONE', 'QUOTES', 'FULL'] as const;
type TextRights = (typeof textRights)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Bounds on one request. `cost` is in units of the cost rule of the server; the others count what they name. */
export interface Limits {
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly rootFields: number;
  readonly bodyBytes: number;
  readonly cost: number;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Pages of these origins, e.g. `https://desk.example`, may read answers in a browser. */
  readonly corsOrigins: readonly string[];
  /** A Postgres server of the user's own; absent: the embedded one is started. */
  readonly databaseUrl: string | undefined;
  /** Where the embedded database keeps its files, absolute. */
  readonly dataDir: string;
  /** Folder with the user's own copies of article texts, absolute. */
  readonly textsDir: string | undefined;
  /** Folder of the dossiers that are loaded at start, absolute; absent: none. */
  readonly seedsDir: string | undefined;
  /** Most connections of the read pool. */
  readonly poolSize: number;
  readonly statementTimeoutMs: number;
  /** How long requests in flight may take after the signal to stop. */
  readonly shutdownGraceMs: number;
  /** Exports at a time, how long one waits for its reader, and how long one may take. */
  readonly exports: { readonly most: number; readonly idleMs: number; readonly longestMs: number };
  readonly logLevel: LogLevel;
  readonly limits: Limits;
  /** What a caller without credentials may see. */
  readonly anonymous: { readonly reviewStates: readonly ReviewState[]; readonly texts: TextRights };
}

/** Every fault of the settings, one line each. The message names the variables and what they want, never their values. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Settings that cannot be used (see .env.example):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

const integer = (least: number, most: number) =>
  makeExactValidator((input): number => {
    const value = /^\d+$/.test(input) ? Number(input) : NaN;
    if (!(value >= least && value <= most)) throw new Error(`wants a whole number from ${least} to ${most}`);
    return value;
  });

const oneOf = <Word extends string>(words: readonly Word[]) =>
  makeExactValidator((input): Word => {
    const found = words.find((word) => word === input);
    if (found === undefined) throw new Error(`wants one of ${words.join(', ')}`);
    return found;
  });

const listOf = <Word extends string>(words: readonly Word[]) =>
  makeExactValidator((input): readonly Word[] => {
    const chosen = input.split(',').map((item) => item.trim());
    if (!chosen.every((item) => (words as readonly string[]).includes(item)))
      throw new Error(`wants a list of ${words.join(', ')}, parted by commas`);
    return words.filter((word) => chosen.includes(word));
  });

const isFolder = (path: string): boolean | undefined => statSync(path, { throwIfNoEntry: false })?.isDirectory();

const existingFolder = makeExactValidator((input): string => {
  if (!isFolder(resolve(input))) throw new Error('wants a folder that exists');
  return resolve(input);
});

/** `none`, or a folder that exists. */
const folderOrNone = makeExactValidator((input): string => {
  if (input !== 'none' && !isFolder(resolve(input))) throw new Error('wants a folder that exists, or the word none');
  return input === 'none' ? input : resolve(input);
});

/** A folder that may still have to be made. */
const placeOfFolder = makeExactValidator((input): string => {
  if (isFolder(resolve(input)) === false) throw new Error('wants a folder; a file stands in its place');
  return resolve(input);
});

const hostName = makeExactValidator((input): string => {
  if (!/^[\w.:-]+$/.test(input)) throw new Error('wants a host name or an IP address without a port');
  return input;
});

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const origins = makeExactValidator((input): readonly string[] => {
  const list = input.split(',').map((item) => item.trim());
  if (!list.every(isOrigin)) throw new Error('wants origins such as https://desk.example:8443, parted by commas');
  return list;
});

const postgresUrl = makeExactValidator((input): string => {
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2)
    throw new Error('wants an address such as postgresql://user:password@host:5432/database');
  return input;
});

const settings = {
  PORT: integer(0, 65_535)({ default: 4000 }),
  HOST: hostName({ default: '127.0.0.1' }),
  CORS_ORIGINS: origins({ default: [] }),
  DATABASE_URL: postgresUrl({ default: undefined }),
  SOURCEBOOK_DATA_DIR: placeOfFolder({ default: join(packageRoot, '.sourcebook') }),
  SOURCEBOOK_TEXTS: existingFolder({ default: undefined }),
  SOURCEBOOK_SEEDS: folderOrNone({ default: join(packageRoot, 'seeds') }),
  SOURCEBOOK_POOL_SIZE: integer(1, 1000)({ default: 10 }),
  SOURCEBOOK_STATEMENT_TIMEOUT_MS: integer(1, LONGEST_TIMER_MS)({ default: 10_000 }),
  SOURCEBOOK_SHUTDOWN_GRACE_MS: integer(0, LONGEST_TIMER_MS)({ default: 10_000 }),
  SOURCEBOOK_MAX_EXPORTS: integer(0, 1000)({ default: 4 }),
  SOURCEBOOK_EXPORT_IDLE_MS: integer(1, LONGEST_TIMER_MS)({ default: 60_000 }),
  SOURCEBOOK_EXPORT_TIMEOUT_MS: integer(1, LONGEST_TIMER_MS)({ default: 3_600_000 }),
  LOG_LEVEL: oneOf(logLevels)({ default: 'info' }),
  SOURCEBOOK_MAX_DEPTH: integer(1, 100)({ default: 15 }),
  SOURCEBOOK_MAX_ALIASES: integer(0, 10_000)({ default: 30 }),
  SOURCEBOOK_MAX_TOKENS: integer(1, 1_000_000)({ default: 5000 }),
  SOURCEBOOK_MAX_ROOT_FIELDS: integer(1, 1000)({ default: 20 }),
  SOURCEBOOK_MAX_BODY_BYTES: integer(1024, 2 ** 30)({ default: 262_144 }),
  SOURCEBOOK_MAX_COST: integer(1, 2 ** 31)({ default: 100_000 }),
  SOURCEBOOK_ANONYMOUS_STATES: listOf(reviewStates)({ default: reviewStates.filter((state) => state !== 'DRAFT') }),
  SOURCEBOOK_ANONYMOUS_TEXTS: oneOf(textRights)({ default: 'QUOTES' }),
};

/** The variables that are read; `.env.example` describes each. */
export const settingNames: readonly string[] = Object.keys(settings);

/**
 * Reads the settings. An empty variable counts as absent; relative folders start at the working directory.
 * @throws ConfigError that names every fault at once, also a SOURCEBOOK_ variable that nothing reads.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const values = cleanEnv(given, settings, {
    reporter: ({ errors }) => {
      const faults = Object.entries(errors).map(([name, error]) => `${name} ${error?.message}`);
      const all = [...faults, ...unknownSettings(given)];
      if (all.length > 0) throw new ConfigError(all);
    },
  });
  return {
    port: values.PORT,
    host: values.HOST,
    corsOrigins: values.CORS_ORIGINS,
    databaseUrl: values.DATABASE_URL,
    dataDir: values.SOURCEBOOK_DATA_DIR,
    textsDir: values.SOURCEBOOK_TEXTS,
    seedsDir: values.SOURCEBOOK_SEEDS === 'none' ? undefined : values.SOURCEBOOK_SEEDS,
    poolSize: values.SOURCEBOOK_POOL_SIZE,
    statementTimeoutMs: values.SOURCEBOOK_STATEMENT_TIMEOUT_MS,
    shutdownGraceMs: values.SOURCEBOOK_SHUTDOWN_GRACE_MS,
    exports: {
      most: values.SOURCEBOOK_MAX_EXPORTS,
      idleMs: values.SOURCEBOOK_EXPORT_IDLE_MS,
      longestMs: values.SOURCEBOOK_EXPORT_TIMEOUT_MS,
    },
    logLevel: values.LOG_LEVEL,
    limits: {
      depth: values.SOURCEBOOK_MAX_DEPTH,
      aliases: values.SOURCEBOOK_MAX_ALIASES,
      tokens: values.SOURCEBOOK_MAX_TOKENS,
      rootFields: values.SOURCEBOOK_MAX_ROOT_FIELDS,
      bodyBytes: values.SOURCEBOOK_MAX_BODY_BYTES,
      cost: values.SOURCEBOOK_MAX_COST,
    },
    anonymous: { reviewStates: values.SOURCEBOOK_ANONYMOUS_STATES, texts: values.SOURCEBOOK_ANONYMOUS_TEXTS },
  };
}

/** A misspelt name would otherwise leave its default in force without a word. */
function unknownSettings(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('SOURCEBOOK_') && !settingNames.includes(name))
    .map((name) => `${name} is no setting of Sourcebook`);
}

/** The nearest folder upwards with our `package.json`: sources and bundles stand at different depths below it. */
function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (packageName(folder) !== 'sourcebook') {
    if (folder === dirname(folder))
      throw new Error('The package.json of Sourcebook is missing above its program files.');
    folder = dirname(folder);
  }
  return folder;
}

function packageName(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }).name;
  } catch {
    return undefined;
  }
}

/**
 * Libraries check less for programmers' mistakes when they are told that this is no development. To be called before
 * they are loaded.
 */
export const preferProduction = (): void => {
  process.env['NODE_ENV'] ??= 'production';
};
