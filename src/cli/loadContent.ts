import { seedsAreLoaded, rememberSeeds } from './seeds.js';
import { withPrisma, type Session } from './session.js';

/**
 * Brings the content up to date: imports the seeds that changed and attaches the texts of the settings. What is stored
 * already stays as it is.
 */
export async function loadContent(session: Session): Promise<void> {
  const { seedsDir, textsDir } = session.config;
  const { log, database } = session;
  if (seedsDir !== undefined && !(await seedsAreLoaded(database.pool, seedsDir))) {
    const { importDossiers } = await ingestion();
    await withPrisma(session, (prisma) => importDossiers({ paths: [seedsDir], prisma, log }));
    await rememberSeeds(database.pool, seedsDir);
  }
  if (textsDir !== undefined) {
    const { attachTexts } = await ingestion();
    await withPrisma(session, (prisma) => attachTexts({ dir: textsDir, prisma, log }));
  }
}

/** Loaded only when there is something to load. */
const ingestion = () => import('../ingestion/index.js');
