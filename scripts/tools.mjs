// What the scripts share: where the project stands, its files, and how its tools are run.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Files below `folder` (from the root) whose names `pattern` matches, as sorted paths from the root. */
export const filesBelow = (folder, pattern) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();

/** Runs a program of `node_modules` (its JavaScript file) from the root. Gives its exit code and what it printed. */
export const runTool = (file, args, env = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });

/** Like `runTool`; anything but exit code 0 is an error that shows what the tool printed. */
export const demandTool = async (file, args, env) => {
  const { code, output } = await runTool(file, args, env);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with code ${code}\n${output}`);
  return output;
};

/**
 * Runs `generate`, `validate` or `format` of Prisma, which load no engine but refuse to start without one.
 *
 * The engine's binary comes from a host of its own that many networks cannot reach, so any executable is named in its
 * place. Other commands need the real engine and are not to be run this way: `migrate diff` would print nothing.
 */
export const demandPrisma = (command, ...args) => {
  if (!['generate', 'validate', 'format'].includes(command)) throw new Error(`prisma ${command} needs the real engine`);
  return demandTool('prisma/build/index.js', [command, ...args], {
    ...(hasSchemaEngine() ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
};

const hasSchemaEngine = () =>
  existsSync(process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? '') ||
  readdirSync(join(root, 'node_modules/@prisma/engines')).some((name) =>
    /^schema-engine-(?!.*\.(gz|sha256)$)/.test(name),
  );
