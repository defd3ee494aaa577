export { sealDossier, type SealedDossier, type SealOptions } from './dossier/seal.js';
export { ImportRejected, lineOf, type Fault, type Place } from './faults.js';
export { importDossiers, type ImportOptions } from './importDossiers.js';
export { MOST_CLAIMS, proposeContradictions, type ProposeOptions, type ProposeReport } from './propose.js';
export { reportKinds, type Count, type ImportReport, type ReportKind } from './report.js';
export { attachTexts, type AttachOptions } from './texts/attach.js';
export { TextsFolderError } from './texts/files.js';
export {
  anchorStatuses,
  type AnchorCounts,
  type AnchorStatus,
  type AttachReport,
  type CitationReport,
  type FileReport,
  type FileResult,
  type VersionReport,
} from './texts/report.js';
