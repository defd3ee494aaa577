import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/prisma/client.js';

/**
 * For writes in transactions. Disconnect it before the database closes.
 *
 * Its adapter writes times without their zone and, when it reads, takes the zone of the session for UTC: only a session
 * in UTC keeps them.
 */
export const createPrisma = (url: string): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, application_name: 'sourcebook', options: '-c TimeZone=UTC' }),
  });
