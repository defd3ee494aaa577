import { actors, names } from '../actor/index.js';
import { articles, versions } from '../article/index.js';
import {
  column,
  list,
  one,
  oneOf,
  overList,
  part,
  rowsFrom,
  rowsIn,
  theOne,
  type FieldsOfTypes,
} from '../base/index.js';
import { citations, claims } from '../claim/index.js';
import { events } from '../event/index.js';
import { sql } from '../../lib/sql.js';
import { highlights, hits, snippets, typeCounts } from './search.entity.js';
import { snippetsOf, sources } from './search.snippets.js';

export const searchFields: FieldsOfTypes = {
  Query: { search: list(hits) },
  SearchHitConnection: {
    types: overList(
      'types',
      typeCounts,
      () => sql`select t.type, (select count(*)::int from search_hit h where h.turn = t.turn) as count, t.capped
        from search_type t order by t.turn desc`,
    ),
  },
  SearchHit: {
    record: oneOf(
      [articles, 'article_id'],
      [claims, 'claim_id'],
      [citations, 'citation_id'],
      [events, 'event_id'],
      [actors, 'actor_id'],
    ),
    name: one(names, 'name_id'),
    snippets: rowsFrom(sources, 'snippets', snippets, snippetsOf),
  },
  SearchSnippet: {
    highlights: rowsIn('highlights', highlights, 'int4 int4'),
    place: part('TextPlace', 'version_id', {
      version: theOne(versions, 'version_id'),
      start: column('start_offset'),
      end: column('end_offset'),
    }),
  },
  SearchHighlight: { start: column('start_offset'), end: column('end_offset') },
};
