import type { Session } from './session.js';

/** Imports the seeds that changed since they were loaded, and attaches the texts of the settings. */
export async function loadContent(_session: Session): Promise<void> {}
