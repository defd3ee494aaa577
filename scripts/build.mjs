// Generates the Prisma client and the resolver types, prints schema.graphql and bundles the programs into dist/.
//   node scripts/build.mjs             every step
//   node scripts/build.mjs --if-stale  the steps whose inputs changed since they ran; near-instant when none did
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demandPrisma, demandTool, filesBelow, root } from './tools.mjs';

/** In the order in which they need each other. `inputs` of a step decide whether it is stale, `output` must exist. */
const steps = [
  {
    name: 'prisma client',
    inputs: () => ['package-lock.json', ...filesBelow('prisma', /\.prisma$/)],
    output: 'src/generated/prisma/client.ts',
    run: async () => {
      rmSync(join(root, 'src/generated/prisma'), { recursive: true, force: true });
      await demandPrisma('generate');
    },
  },
  {
    name: 'schema and resolver types',
    inputs: () => ['package-lock.json', 'codegen.yml', 'schema.graphql', ...filesBelow('src/features', /\.graphql$/)],
    output: 'src/generated/resolvers.ts',
    run: () => demandTool('@graphql-codegen/cli/cjs/bin.js', ['--config', 'codegen.yml', '--errors-only']),
  },
  {
    name: 'programs',
    inputs: () => ['package-lock.json', 'scripts/build.mjs', ...filesBelow('src', /\.(ts|json)$/)],
    output: 'dist/db/index.js',
    run: bundle,
  },
];

const stampFile = join(root, 'dist/.build.json');

async function bundle() {
  const { build } = await import('esbuild');
  const entries = ['src/main.ts', 'src/cli/index.ts', 'src/db/index.ts'].filter((file) => existsSync(join(root, file)));
  for (const part of ['chunks', 'cli', 'db']) rmSync(join(root, 'dist', part), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** Changes with the names, sizes and times of the inputs. */
const signatureOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) {
    const stat = statSync(join(root, file), { throwIfNoEntry: false });
    hash.update(`${file} ${stat?.size} ${stat?.mtimeMs}\n`);
  }
  return hash.digest('hex');
};

const readStamps = () => {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
};

export async function buildAll({ ifStale }) {
  const stamps = ifStale ? readStamps() : {};
  for (const step of steps) {
    if (step.inputs().every((file) => !/\.(prisma|graphql|ts)$/.test(file) || !existsSync(join(root, file)))) continue;
    if (stamps[step.name] === signatureOf(step.inputs()) && existsSync(join(root, step.output))) continue;
    const began = performance.now();
    await step.run();
    console.error(`built ${step.name} in ${Math.round(performance.now() - began)} ms`);
    stamps[step.name] = signatureOf(step.inputs());
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(stamps));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildAll({ ifStale: process.argv.includes('--if-stale') }).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
