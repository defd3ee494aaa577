import { expect, it } from '@jest/globals';
import { createPrisma } from '../../src/db/prisma.js';
import { onCleanup } from '../support/cleanup.js';
import { freshDatabase } from '../support/database.js';

const database = await freshDatabase();

it('keeps instants whatever the time zone of the server', async () => {
  await database.query(
    `do $$ begin execute format('alter database %I set timezone to ''Asia/Tokyo''', current_database()); end $$`,
  );
  const prisma = createPrisma(database.url);
  onCleanup(() => prisma.$disconnect());
  const instant = new Date('2014-12-10T23:59:59.123Z');

  const rows = await prisma.$queryRaw<{ same: boolean; at: Date }[]>`
    select ${instant}::timestamptz = '2014-12-10T23:59:59.123Z'::timestamptz as same,
           '2014-12-10T23:59:59.123Z'::timestamptz as at`;

  expect(rows).toEqual([{ same: true, at: instant }]);
});
