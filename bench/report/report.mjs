import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../database.mjs';
import { goals } from './goals.mjs';
import { table } from './table.mjs';

const BEGIN = '<!-- npm run bench writes from here -->';
const END = '<!-- to here -->';
/** Writes the measured part of docs/performance.md; what stands around it is kept. @returns that part. */
export async function writeReport(results, growth, { write }) {
  const measured = [
    goalsOf(results, growth),
    ...(growth.questions.length > 0 ? [growthOf(growth)] : []),
    ...results.map(tablesOf),
  ].join('\n\n');
  if (write) {
    const file = join(projectRoot, 'docs/performance.md');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Performance\n';
    const [before, rest] = text.includes(BEGIN) ? text.split(BEGIN) : [`${text.trimEnd()}\n\n`, ''];
    writeFileSync(file, `${before}${BEGIN}\n\n${measured}\n\n${END}${rest.split(END)[1] ?? '\n'}`);
    execFileSync(process.execPath, [join(projectRoot, 'node_modules/prettier/bin/prettier.cjs'), '--write', file]);
  }
  return measured;
}

/** Two digits that count. */
const short = (ratio) => (ratio === undefined || !Number.isFinite(ratio) ? '–' : String(Number(ratio.toPrecision(2))));

/** Goals are for 100 k claims, and for what becomes of them at ten times as many. */
function goalsOf(results, growth) {
  const base = results.find(({ size }) => size === '100k');
  if (!base) return '## Goals\n\nThey are for 100 k claims, which were not measured.';
  const questions = base.questions.filter(({ name }) => goals.some(({ bounds }) => name in bounds));
  const cell = ({ bounds, ratio, least }, { name, contestants }) => {
    const grown = growth.questions.find((question) => question.name === name)?.contestants;
    if (!(name in bounds)) return '–';
    const value = contestants.sourcebook ? ratio(contestants, grown) : undefined;
    if (value === undefined) return `– (${bounds[name]})`;
    // A contestant that answered nothing in time has no numbers, and meets no goal.
    if (!Number.isFinite(value) || value <= 0) return `**not met**: – (${bounds[name]})`;
    return `${(least ? value >= bounds[name] : value <= bounds[name]) ? 'met' : '**not met**'}: ${short(value)} (${bounds[name]})`;
  };
  const rows = questions.map((question) => [question.title, ...goals.map((goal) => cell(goal, question))]);
  return `## Goals

At 100 k claims, medians. The goal stands in brackets; – is not measured.

${table(['question', ...goals.map(({ title }) => title)], rows)}`;
}

/** What ten times the claims cost, and what of it hand-written SQL pays as well. */
function growthOf(growth) {
  const conditions = conditionsAmong(growth.questions);
  const rows = growth.questions.map((question) => [
    question.title,
    ...[question.contestants.sourcebook, question.contestants.ceiling].map(short),
    conditions.numberOf(question),
  ]);
  return `## Growth

CPU time of Postgres for one request at 1 M claims, as a multiple of that at 100 k.

${table(['question', 'sourcebook', 'ceiling', 'conditions'], rows)}

Both databases were in one server and asked in turn.

${conditions.list}`;
}

function tablesOf(result) {
  const { contestants } = result.questions.find((question) => question.contestants.ceiling) ?? { contestants: {} };
  const conditions = conditionsAmong(result.questions);
  const rows = result.questions.flatMap((question) =>
    Object.entries(question.contestants).map(([name, mine]) => [
      question.title,
      name,
      ...ratios(mine, question.contestants.postgraphile ?? question.contestants.ceiling, question.contestants.ceiling),
      mine.statements,
      conditions.numberOf(question),
    ]),
  );
  const against = contestants.postgraphile ? 'PostGraphile' : 'the ceiling';
  return `## ${result.size} claims

Throughput as a share of the ceiling's; everything else as a share of ${against}'s, less is better.

${table(['question', '', 'throughput', 'server CPU', 'database CPU', 'p50', 'p99', 'memory', 'statements', 'conditions'], rows)}

${conditions.list}`;
}

const ratios = (mine, other, ceiling) => [
  short(mine.perSecond / ceiling.perSecond),
  ...['serverCpu', 'postgresCpu', 'p50', 'p99', 'memory'].map((measure) => short(mine[measure] / other[measure])),
];

/** The conditions that questions were measured under, the newest first: a list of them, and the number of each. */
function conditionsAmong(questions) {
  const all = [...new Set(questions.map(({ conditions }) => written(conditions)))].sort().reverse();
  return {
    list: all.map((one, index) => `${index + 1}. ${one}`).join('\n'),
    numberOf: ({ conditions }) => all.indexOf(written(conditions)) + 1,
  };
}

const written = ({ versions, ...of }) =>
  `Measured on ${of.date}: ${of.rounds} rounds of ${of.seconds} s each; ` +
  (of.pinned ? 'servers on one core, Postgres on another, the load on whichever is free' : 'nothing pinned') +
  `; ${of.processor}, ${of.cores} cores, ${of.memory} GB; Node ${versions.node}, Postgres ${versions.postgres} with ` +
  `${of.buffers} MB of shared buffers${of.hugePages ? ' in huge pages' : ''}, PostGraphile ${versions.postgraphile} with ` +
  `connection filter ${versions.filter}; a database of ${of.claims} claims and ${of.megabytes} MB.`;
