// npm run check: everything about the project that is not a test. Runs all checks, reports each, fails if any failed.
//   node scripts/check.mjs [NAME...]   only those, e.g. lint
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { demandPrisma, demandTool, root } from './tools.mjs';

/** A check passes by ending; what it throws is shown. */
const checks = {
  build: () => build({ ifStale: true }),
  types: () => demandTool('typescript/bin/tsc', ['--project', '.']),
  lint: () => demandTool('eslint/bin/eslint.js', ['.']),
  format: async () => {
    await demandTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
    await demandPrisma('format', '--check');
  },
  generated: checkGenerated,
  drift: () => demandScript('migration.mjs', 'drift'),
  imports: () =>
    demandTool('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.mjs', 'src']),
};

/** A script of its own process, because the schema engine keeps global state and prints when it fails. */
const demandScript = (script, ...args) => demandTool(`../scripts/${script}`, args);

/** The build writes schema.graphql, so one that lags behind in a commit shows as a change that nobody made. */
async function checkGenerated() {
  const before = readFileSync(join(root, 'schema.graphql'), 'utf8');
  await build({ only: ['schema and resolver types'] });
  if (readFileSync(join(root, 'schema.graphql'), 'utf8') !== before)
    throw new Error('schema.graphql was not what the SDL says. It is now: look at the change and commit it.');
  if (isChanged('schema.graphql') && !isChanged('src/features', 'codegen.yml', 'package-lock.json'))
    throw new Error('schema.graphql in the last commit is not what its SDL says. Commit the one that is written now.');
}

function isChanged(...paths) {
  try {
    const status = execFileSync('git', ['status', '--porcelain', '--', ...paths], { cwd: root, stdio: 'pipe' });
    return status.length > 0;
  } catch {
    // Not a git checkout: there is no commit to compare with.
    return false;
  }
}

async function runCheck(name) {
  const began = performance.now();
  const failure = await checks[name]().then(
    () => undefined,
    (error) => error.message,
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(failure === undefined ? `ok    ${name} (${seconds} s)` : `FAIL  ${name} (${seconds} s)\n${failure}`);
  return failure === undefined;
}

async function runAll(names) {
  const waiting = [...names];
  const results = [];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) results.push([name, await runCheck(name)]);
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return results.filter(([, passed]) => !passed).map(([name]) => name);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}.`);
  process.exitCode = 2;
} else {
  // The others read what the build writes, but those that do not can still tell something when it fails.
  const built = await runCheck('build');
  const failed = await runAll(wanted.length > 0 ? wanted : Object.keys(checks).filter((name) => name !== 'build'));
  if (!built) failed.unshift('build');
  console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
