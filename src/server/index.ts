export { createApollo } from './apollo.js';
export { anonymousViewer, createContext, operatorViewer } from './context.js';
export { planExport, renderExport, type ExportPlan, type Outcome } from './export/index.js';
export { loadSchema, readSchemaText } from './schema.js';
export { startServer, type Server } from './server.js';
