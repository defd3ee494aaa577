// Generates the Prisma client and the resolver types, prints schema.graphql and bundles the programs into dist/.
//   node scripts/build.mjs             every step
//   node scripts/build.mjs --if-stale  the steps whose inputs changed since they ran; near-instant when none did
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demandPrisma, demandTool, filesBelow, root } from './tools.mjs';

/** The last one is a thread of the others. */
const programs = ['src/main.ts', 'src/cli/index.ts', 'src/features/footnote/press/worker.ts'];

/** In the order in which they need each other. A step is stale when an input changed or an output is missing. */
const steps = [
  {
    name: 'prisma client',
    inputs: () => ['package-lock.json', ...filesBelow('prisma', /\.prisma$/)],
    outputs: ['src/generated/prisma/client.ts'],
    run: async () => {
      rmSync(join(root, 'src/generated/prisma'), { recursive: true, force: true });
      await demandPrisma('generate');
    },
  },
  {
    // Of its own, so that migrations and tests can be worked on while the rest does not build.
    name: 'database',
    inputs: () => ['package-lock.json', 'scripts/build.mjs', 'src/config.ts', 'src/log.ts', ...typescriptOf('src/db')],
    outputs: ['dist/db/index.js'],
    run: () => bundle({ entryPoints: ['src/db/index.ts'], outdir: 'dist/db' }),
  },
  {
    name: 'schema and resolver types',
    inputs: () => ['package-lock.json', 'codegen.yml', 'scripts/sdl.mjs', ...filesBelow('src/features', /\.graphql$/)],
    outputs: ['schema.graphql', 'src/generated/resolvers.ts'],
    run: () => demandTool('@graphql-codegen/cli/cjs/bin.js', ['--config', 'codegen.yml', '--errors-only']),
  },
  {
    name: 'programs',
    inputs: () => ['package-lock.json', 'scripts/build.mjs', ...typescriptOf('src')],
    outputs: programs.map((program) => program.replace(/^src(.*)ts$/, 'dist$1js')),
    run: async () => {
      for (const part of ['chunks', 'cli']) rmSync(join(root, 'dist', part), { recursive: true, force: true });
      await bundle({ entryPoints: programs, outbase: 'src', outdir: 'dist' });
    },
  },
];

const typescriptOf = (folder) => filesBelow(folder, /\.(ts|json)$/);

const stampFile = join(root, 'dist/.build.json');

async function bundle(options) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    ...options,
    absWorkingDir: root,
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

/** Runs all steps, or those of the given names; with `ifStale` only such as are stale. Each says on stderr that it ran. */
export async function build({ ifStale = false, only = steps.map((step) => step.name) } = {}) {
  for (const step of steps.filter(({ name }) => only.includes(name))) {
    const signature = signatureOf(step.inputs());
    const isFresh = readStamps()[step.name] === signature && step.outputs.every((file) => existsSync(join(root, file)));
    if (ifStale && isFresh) continue;
    const began = performance.now();
    await step.run();
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile, JSON.stringify({ ...readStamps(), [step.name]: signature }));
    console.error(`built ${step.name} in ${Math.round(performance.now() - began)} ms`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build({ ifStale: process.argv.includes('--if-stale') }).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
