/** How rows of a type are told apart in answers and in the database, and what their orders mean in plain SQL. */
export interface RecordTable {
  readonly table: string;
  /** Selection that tells a row from the others of its list. */
  readonly selection: string;
  /** The same in SQL. */
  readonly identity: string;
  readonly primaryKey: readonly string[];
  /** Columns that each order field stands for. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
}

const byId = (table: string, orders: RecordTable['orders']): RecordTable => ({
  table,
  selection: 'id',
  identity: `replace(id::text, '-', '')`,
  primaryKey: ['id'],
  orders,
});

const text = (column: string) => [`${column} collate "und-x-icu"`];
const numbers = (of: string) =>
  Object.fromEntries(
    ['article_count', 'outlet_count', 'independent_origin_count', 'not_established_count'].map((name) => [
      name.toUpperCase(),
      [`(select ${name} from ${of}_corroboration n where n.${of}_id = id)`],
    ]),
  );
const code = (column: string) => [`${column} collate "C"`];

export const recordTables: Readonly<Record<string, RecordTable>> = {
  Actor: byId('actor', { NAME: text('name'), KEY: code('key') }),
  ActorName: byId('actor_name', { VALUE: text('value'), KIND: ['kind'] }),
  ActorRelation: byId('actor_relation', {
    VALID_EARLIEST: ['valid_earliest'],
    VALID_LATEST: ['valid_latest'],
    KEY: code('key'),
  }),
  IdentityJudgement: byId('identity_judgement', { MADE_ON: ['made_on'] }),
  Mention: byId('mention', { READING_ORDER: ['version_id', 'start_offset', 'end_offset'] }),
  Article: byId('article', {
    PUBLISHED_EARLIEST: ['published_earliest'],
    PUBLISHED_LATEST: ['published_latest'],
    HEADLINE: text('headline'),
    KEY: code('key'),
  }),
  ArticleVersion: byId('article_version', { KEY: code('key'), LENGTH: ['length'] }),
  VersionRange: {
    table: 'version_range',
    selection: 'start',
    identity: 'start_offset::text',
    primaryKey: ['version_id', 'position'],
    orders: { POSITION: ['position'] },
  },
  Collection: byId('collection', { TITLE: text('title'), KEY: code('key') }),
  Claim: byId('claim', {
    READING_ORDER: ['published_earliest', 'article_id', 'position'],
    ASSERTED_EARLIEST: ['asserted_earliest'],
    ASSERTED_LATEST: ['asserted_latest'],
    STATED_EARLIEST: ['stated_earliest'],
    PUBLISHED_EARLIEST: ['published_earliest'],
    LINK_COUNT: ['link_count'],
    ...numbers('claim'),
  }),
  Citation: byId('citation', {
    READING_ORDER: ['version_id', 'start_offset', 'end_offset'],
    POSITION: ['claim_id', 'position'],
  }),
  Event: byId('event', {
    TIME_EARLIEST: ['time_earliest'],
    TIME_LATEST: ['time_latest'],
    TITLE: text('title'),
    KEY: code('key'),
    ...numbers('event'),
  }),
  EventParticipant: {
    table: 'event_participant',
    selection: 'event { id } position',
    identity: `replace(event_id::text, '-', '') || '/' || position`,
    primaryKey: ['event_id', 'position'],
    orders: { POSITION: ['position'], ROLE: ['role'] },
  },
  ClaimRelation: byId('claim_relation', { TYPE: ['type'], SUB_KIND: ['sub_kind'] }),
  ContradictionCandidate: byId('contradiction_candidate', { SUB_KIND: ['sub_kind'] }),
  Assessment: byId('assessment', { MADE_ON: ['made_on'] }),
};

interface SelectedNode {
  readonly id?: string;
  readonly start?: number;
  readonly event?: { readonly id: string };
  readonly position?: number;
}

/** What `selection` selected of a row, as `identity` writes it. */
export function identityOf({ id, start, event, position }: SelectedNode): string {
  if (event) return `${bare(event.id)}/${position}`;
  return id === undefined ? String(start) : bare(id);
}

/** An id of the API without the kind in front. */
export const bare = (id: string): string => id.replace(/^\w+_/, '');
