export type { Outcome } from './formats.js';
export { planExport, type ExportPlan } from './plan.js';
export { render as renderExport } from './render.js';
