import sql from 'sql-template-tag';
import { Scope } from '../../lib/scope.js';
import { present } from '../../lib/errors.js';
import { mayQuote, selectList, type Loaders, type Viewer } from '../base/index.js';
import { actors, type ActorRow } from './actor.entity.js';
import type { IdentifiedRecordRow } from './judgement.entity.js';

const list = (viewer: Viewer) => selectList(actors, Scope.root(viewer, 't'));

/** The actor that answers for a record, or null when there is no such record or no id. */
export async function findActor(loaders: Loaders, recordId: string | null): Promise<ActorRow | null> {
  if (recordId === null) return null;
  return loaders
    .one<ActorRow>(
      'actor of record',
      (ids, viewer) => sql`select i.actor_id as lookup, ${list(viewer)} from actor_identity i
        join actor t on t.id = i.canonical_id where i.actor_id = any(${ids}::uuid[])`,
    )
    .load(recordId);
}

/** The actor behind a foreign key, which the database promises to be there. */
export const actorOf = async (loaders: Loaders, recordId: string, what: string): Promise<ActorRow> =>
  present(await findActor(loaders, recordId), what);

/** Ids of the records that answer as an actor, its own first. */
export const identifiedIds = async (loaders: Loaders, id: string): Promise<string[]> => {
  const rows = await loaders
    .many<{ recordId: string }>(
      'records of actor',
      (ids) => sql`select canonical_id as lookup, actor_id as "recordId" from actor_identity
        where canonical_id = any(${ids}::uuid[]) order by actor_id <> canonical_id, actor_id`,
    )
    .load(id);
  return rows.map(({ recordId }) => recordId);
};

/** A record by its own id, whatever answers for it. */
export const recordOf = async (loaders: Loaders, id: string): Promise<IdentifiedRecordRow> =>
  present(
    await loaders
      .one<IdentifiedRecordRow>(
        'actor record',
        (ids) => sql`select id as lookup, id, name, kind from actor where id = any(${ids}::uuid[])`,
      )
      .load(id),
    'actor record',
  );

export const authorsOf = (loaders: Loaders, articleId: string): Promise<ActorRow[]> =>
  loaders
    .many<ActorRow>(
      'authors',
      (ids, viewer) => sql`
        select x.article_id as lookup, ${list(viewer)}
        from (
          select w.article_id, i.canonical_id, min(w.position) as position
          from article_author w join actor_identity i on i.actor_id = w.actor_id
          where w.article_id = any(${ids}::uuid[]) group by 1, 2
        ) x join actor t on t.id = x.canonical_id
        order by x.article_id, x.position`,
    )
    .load(articleId);

/** Words of mentions, as far as the viewer may read them. */
export const mentionWords = (loaders: Loaders, id: string): Promise<{ words: string } | null> =>
  loaders
    .one<{ words: string }>(
      'mention words',
      (ids, viewer) => sql`
        select m.id as lookup, substr(x.text, m.anchor_start + 1, m.anchor_end - m.anchor_start) as words
        from mention m join article_version v on v.id = m.version_id join version_text x on x.version_id = v.id
        where m.id = any(${ids}::uuid[]) and m.anchor_start is not null and ${mayQuote(sql`v.text_right`, viewer)}`,
    )
    .load(id);
