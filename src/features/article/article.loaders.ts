import sql from 'sql-template-tag';
import { mayRead, type Loaders } from '../base/index.js';

/** Whole texts, for those who may read them. */
export const versionText = (loaders: Loaders, id: string): Promise<{ text: string } | null> =>
  loaders
    .one<{ text: string }>(
      'version text',
      (ids, viewer) => sql`select t.version_id as lookup, t.text from version_text t
        join article_version v on v.id = t.version_id
        where t.version_id = any(${ids}::uuid[]) and ${mayRead(sql`v.text_right`, viewer)}`,
    )
    .load(id);
