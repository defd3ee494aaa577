export { changeFields, changePages, changes } from './change.fields.js';
export { dataVersion } from './version.js';
