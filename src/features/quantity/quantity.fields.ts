import { column, overList, part, type FieldsOfTypes } from '../base/index.js';
import { quantityTotal, totalsOf } from './totals.js';

export const quantityFields: FieldsOfTypes = {
  ClaimConnection: {
    quantityTotals: overList('quantityTotals', quantityTotal, (list, { limit }) => totalsOf(list, limit as number)),
  },
  QuantityTotal: {
    sum: part('QuantitySum', 'summed', {
      count: column('summed'),
      lowest: column('sum_lowest'),
      highest: column('sum_highest'),
    }),
  },
};
