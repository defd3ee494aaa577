export { quantityFields } from './quantity.fields.js';
export { quantityTotal } from './totals.js';
