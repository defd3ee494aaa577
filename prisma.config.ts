import { defineConfig } from 'prisma/config';

/** For the Prisma command line only; Sourcebook itself reads its settings in `src/config.ts`. */
export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
