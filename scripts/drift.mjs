// Which part of the engine's answer is drift: SQL knows things that Prisma's schema cannot say.

/**
 * Takes from a script what is no drift, by two written rules:
 *
 * 1. An index may stand in SQL alone, because the schema cannot express `include`, expressions or conditions. So
 *    `DROP INDEX` is not drift; an index of the schema that the database lacks is.
 * 2. A generated column has no default in the schema, so dropping its "default" is not drift.
 *
 * Functions, triggers, checks, views and conditional or expression indexes are no part of the engine's answer.
 *
 * @param {string} script blocks that are parted by empty lines and begin with a comment
 * @param {readonly string[]} generated names of generated columns, `table.column`
 * @returns {{drift: string, kept: string[]}} `kept`: the `DROP INDEX` statements that were taken out
 */
export function withoutSqlOnly(script, generated) {
  const kept = [];
  const blocks = script.split(/\n\n+/).flatMap((block) => {
    const sql = block.replace(/^(--.*\n)+/, '');
    if (!/^DROP INDEX "[^"]+";$/.test(sql)) return withoutGenerated(block, generated);
    kept.push(sql);
    return [];
  });
  return { drift: blocks.join('\n\n').trim(), kept };
}

function withoutGenerated(block, generated) {
  const match = /^(?<comment>(?:--.*\n)*)ALTER TABLE "(?<table>[^"]+)" (?<clauses>[^]*);$/.exec(block);
  if (!match) return [block];
  const { comment, table, clauses } = match.groups;
  const left = clauses.split(/,\n\s*/).filter((clause) => {
    const column = /^ALTER COLUMN "([^"]+)" DROP DEFAULT$/.exec(clause)?.[1];
    return !generated.includes(`${table}.${column}`);
  });
  return left.length === 0 ? [] : [`${comment}ALTER TABLE "${table}" ${left.join(',\n')};`];
}
