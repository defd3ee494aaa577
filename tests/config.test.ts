import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, packageRoot, readConfig, settingNames } from '../src/config.js';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe('without any setting', () => {
  it('listens on this machine only, with the embedded database in the checkout', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      corsOrigins: [],
      databaseUrl: undefined,
      dataDir: join(packageRoot, '.sourcebook'),
      textsDir: undefined,
      seedsDir: join(packageRoot, 'seeds'),
      poolSize: 10,
      statementTimeoutMs: 10_000,
      shutdownGraceMs: 10_000,
      exports: { most: 4, idleMs: 60_000, longestMs: 3_600_000 },
      logLevel: 'info',
      limits: { depth: 15, aliases: 30, tokens: 5000, rootFields: 20, bodyBytes: 262_144, cost: 100_000 },
      anonymous: {
        reviewStates: ['IN_REVIEW', 'ACCEPTED', 'DISPUTED', 'RETRACTED', 'SUPERSEDED'],
        texts: 'QUOTES',
      },
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SOURCEBOOK_TEXTS: '' })).toEqual(readConfig({}));
  });
});

describe('faults', () => {
  it('are named all at once, each with its variable and what it wants', () => {
    const faults = faultsOf({
      PORT: '70000',
      HOST: 'http://localhost',
      CORS_ORIGINS: 'https://desk.example, https://desk.example/path',
      DATABASE_URL: 'mysql://root:secret@db/x',
      SOURCEBOOK_DATA_DIR: join(packageRoot, 'package.json'),
      SOURCEBOOK_TEXTS: join(packageRoot, 'no-such-folder'),
      SOURCEBOOK_SEEDS: 'no-such-folder',
      SOURCEBOOK_POOL_SIZE: '0',
      SOURCEBOOK_STATEMENT_TIMEOUT_MS: '10s',
      SOURCEBOOK_MAX_DEPTH: '1e1',
      LOG_LEVEL: 'loud',
      SOURCEBOOK_ANONYMOUS_STATES: 'ACCEPTED,SECRET',
      SOURCEBOOK_ANONYMOUS_TEXTS: 'some',
      SOURCEBOOK_TEXT: '/texts',
    });

    expect(faults).toEqual([
      'PORT wants a whole number from 0 to 65535',
      'HOST wants a host name or an IP address without a port',
      'CORS_ORIGINS wants origins such as https://desk.example:8443, parted by commas',
      'DATABASE_URL wants an address such as postgresql://user:password@host:5432/database',
      'SOURCEBOOK_DATA_DIR wants a folder; a file stands in its place',
      'SOURCEBOOK_TEXTS wants a folder that exists',
      'SOURCEBOOK_SEEDS wants a folder that exists, or the word none',
      'SOURCEBOOK_POOL_SIZE wants a whole number from 1 to 1000',
      `SOURCEBOOK_STATEMENT_TIMEOUT_MS wants a whole number from 1 to ${2 ** 31 - 1}`,
      'LOG_LEVEL wants one of fatal, error, warn, info, debug, trace, silent',
      'SOURCEBOOK_MAX_DEPTH wants a whole number from 1 to 100',
      expect.stringMatching(/^SOURCEBOOK_ANONYMOUS_STATES wants a list of DRAFT, IN_REVIEW/),
      'SOURCEBOOK_ANONYMOUS_TEXTS wants one of NONE, QUOTES, FULL',
      'SOURCEBOOK_TEXT is no setting of Sourcebook',
    ]);
  });

  it('stand in one message, without the password', () => {
    expect(() => readConfig({ PORT: 'x', DATABASE_URL: 'mysql://root:secret@db/x' })).toThrow(
      /PORT wants[^]*DATABASE_URL wants(?![^]*secret)/,
    );
  });

  it.each(['', 'postgresql://localhost', 'postgresql://localhost/', 'localhost:5432/x', 'not an address'])(
    'include the database address %j only where it names no database',
    (address) => expect(faultsOf({ DATABASE_URL: address })).toHaveLength(address === '' ? 0 : 1),
  );
});

it('reads lists in the order of the states, whatever the order given', () => {
  const { anonymous } = readConfig({
    SOURCEBOOK_ANONYMOUS_STATES: 'SUPERSEDED, ACCEPTED',
    SOURCEBOOK_ANONYMOUS_TEXTS: 'NONE',
  });

  expect(anonymous).toEqual({ reviewStates: ['ACCEPTED', 'SUPERSEDED'], texts: 'NONE' });
});

it('takes several origins of front ends', () => {
  expect(readConfig({ CORS_ORIGINS: 'https://desk.example:8443, http://localhost:5173' }).corsOrigins).toEqual([
    'https://desk.example:8443',
    'http://localhost:5173',
  ]);
});

it.each(['*', 'null', 'desk.example', 'https://desk.example/', 'ftp://desk.example', 'https://a.example,'])(
  'refuses %j as an origin',
  (origin) => expect(faultsOf({ CORS_ORIGINS: origin })).toHaveLength(1),
);

it('loads no seeds when told so', () => {
  expect(readConfig({ SOURCEBOOK_SEEDS: 'none' }).seedsDir).toBeUndefined();
});

describe('.env.example', () => {
  const text = readFileSync(join(packageRoot, '.env.example'), 'utf8');
  const named = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);

  it('describes every setting once', () => {
    expect([...named].sort()).toEqual([...settingNames].sort());
  });

  it('shows the defaults', () => {
    expect(readConfig(parseEnv(text))).toEqual(readConfig({}));
  });
});
