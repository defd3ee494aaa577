import { expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';

const database = await freshDatabase();

it('gives times, days and big numbers as text that loses nothing', async () => {
  const [row] = await database.query(`select
    timestamptz '2026-03-29 01:30:00.123456+02' as at,
    timestamp '2026-03-29 01:30:00' as local,
    date '2014-12-10' as day,
    9007199254740993::int8 as big,
    0.10::numeric as amount,
    timestamptz 'infinity' as forever,
    array[date '2014-12-10', null] as days,
    array[timestamptz '2026-03-29 01:30:00+02'] as instants,
    to_jsonb(timestamptz '2026-03-29 01:30:00+02') as json`);

  expect(row).toEqual({
    at: '2026-03-28T23:30:00.123456Z',
    local: '2026-03-29T01:30:00',
    day: '2014-12-10',
    big: '9007199254740993',
    amount: '0.10',
    forever: 'infinity',
    days: ['2014-12-10', null],
    instants: ['2026-03-28T23:30:00Z'],
    json: '2026-03-28T23:30:00+00:00',
  });
});

it('leaves other types to pg', async () => {
  const [row] = await database.query(
    `select 7::int4 as n, true as yes, '{"a": [1]}'::jsonb as json, array['x'] as words`,
  );

  expect(row).toEqual({ n: 7, yes: true, json: { a: [1] }, words: ['x'] });
});
