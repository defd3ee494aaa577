import { expect, it } from '@jest/globals';
import { KnownStatements, noteRun, type Known } from '../../src/db/knownStatements.js';

it('names no more than so many texts in one period', () => {
  let now = 0;
  const statements = new KnownStatements(1000, 2 * 'select 1'.length, () => now);

  const [first, second, third] = ['select 1', 'select 2', 'select 3'].map((text) => statements.of(text));

  expect(first!.name).toMatch(/^[\w-]{22}$/);
  expect(second!.name).not.toBe(first!.name);
  expect(third).toBeUndefined();
  expect(statements.of('select 1')).toBe(first);
  now = 1000;
  expect(statements.of('select 3')).toBeDefined();
});

it('tells a time near the least of many, and follows when a statement gets slower', () => {
  const statement: Known = { name: 'one' };

  noteRun(statement, 30);
  expect(statement.ms).toBe(30);
  for (let run = 0; run < 20; run += 1) noteRun(statement, run % 3 === 0 ? 20 : 1);
  expect(statement.ms).toBeLessThan(3);
  for (let run = 0; run < 20; run += 1) noteRun(statement, 20);
  expect(statement.ms).toBeGreaterThan(10);
});

it('does not soon forget a run that was surely slow', () => {
  const statement: Known = { name: 'one', ms: 1 };

  noteRun(statement, 3000);
  for (let run = 0; run < 7; run += 1) noteRun(statement, 1);

  expect(statement.ms).toBeGreaterThan(4);
});
