export { sealDossier, type SealedDossier, type SealOptions } from './dossier/seal.js';
export { ImportRejected, lineOf, type Fault, type Place } from './faults.js';
export { importDossiers, type ImportOptions } from './importDossiers.js';
export { reportKinds, type Count, type ImportReport, type ReportKind } from './report.js';
