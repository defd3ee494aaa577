export { createApollo } from './apollo.js';
export { anonymousViewer, createContext, operatorViewer } from './context.js';
export { loadSchema, readSchemaText } from './schema.js';
export { startServer, type Server } from './server.js';
