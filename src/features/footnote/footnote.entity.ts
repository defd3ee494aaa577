import { claimVisible, columns, view, type Rows } from '../base/index.js';

/** A claim, as the source of a footnote. */
export const footnotes: Rows = {
  type: 'Footnote',
  table: 'claim',
  columns: columns('id statement article_id review_state'),
  visible: claimVisible,
};

/** Where the words stand that a claim rests on. */
export const pinpoint = view('Pinpoint', 'citation_id kind paragraph last_paragraph');
