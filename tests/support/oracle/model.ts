import type { Row, World } from './world.js';

/** What each field of a filter speaks of: a value, a vague date, or the rows that a nested filter is about. */
export type Model = Readonly<Record<string, Readonly<Record<string, (row: Row) => unknown>>>>;

const column = (name: string) => (row: Row) => row[name];
const columns = (names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(names).map(([field, name]) => [field, column(name)]));

/** First and last day, or null. */
const dates = (prefix: string) => (row: Row) =>
  row[`${prefix}_earliest`] === null ? null : [row[`${prefix}_earliest`], row[`${prefix}_latest`]];

const unique = (rows: readonly Row[]): readonly Row[] => [...new Map(rows.map((row) => [row['id'], row])).values()];

export function modelOf(world: World): Model {
  return {
    ...articleModel(world),
    ...actorModel(world),
    ...eventModel(world),
    ...claimModel(world),
    ...reviewModel(world),
  };
}

const collectionsOf = ({ where }: World, member: string, ...ids: unknown[]) =>
  where(
    'collection',
    'id',
    ...where(`collection_${member}`, `${member}_id`, ...ids).map((row) => row['collection_id']),
  );

function articleModel(world: World): Model {
  const { where, actor, visible } = world;
  const versions = ({ id }: Row) => where('article_version', 'article_id', id);
  const mentions = (row: Row) => where('mention', 'version_id', ...versions(row).map(({ id }) => id));
  const claims = ({ id }: Row) => visible(where('claim', 'article_id', id));
  const textOf = ({ id, text_right }: Row) => (text_right === 'OPEN' ? where('version_text', 'version_id', id) : []);
  return {
    CollectionFilter: columns({ id: 'id', key: 'key', title: 'title' }),
    ArticleFilter: {
      ...columns({ id: 'id', key: 'key', headline: 'headline', url: 'url', section: 'section', language: 'language' }),
      ...columns({
        genre: 'genre',
        outletBasis: 'outlet_basis',
        publishedBasis: 'published_basis',
        textRight: 'text_right',
      }),
      published: dates('published'),
      // Texts in which one word is looked for; see `words` in `evaluate.ts`.
      words: (row) => [
        row['headline'],
        ...versions(row)
          .flatMap(textOf)
          .map(({ text }) => text),
      ],
      versions,
      collections: ({ id }) => collectionsOf(world, 'article', id),
      outlet: (row) => actor(row['outlet_id']),
      authors: ({ id }) => unique(where('article_author', 'article_id', id).flatMap((row) => actor(row['actor_id']))),
      mentions,
      mentionedActors: (row) => unique(mentions(row).flatMap((mention) => actor(mention['actor_id']))),
      claims,
      claimCount: (row) => claims(row).length,
    },
    ArticleVersionFilter: {
      ...columns({
        id: 'id',
        kind: 'kind',
        language: 'language',
        notice: 'notice',
        textRight: 'text_right',
        sha256: 'sha256',
        length: 'length',
      }),
      textHeld: ({ id }) => where('version_text', 'version_id', id).length > 0,
      article: (row) => where('article', 'id', row['article_id']),
      mentions: ({ id }) => where('mention', 'version_id', id),
      citations: ({ id }) => where('citation', 'version_id', id).filter(citationIsVisible(world)),
    },
    VersionRangeFilter: columns({ kind: 'kind' }),
  };
}

const citationIsVisible =
  ({ where, visible }: World) =>
  (row: Row) =>
    visible(where('claim', 'id', row['claim_id'])).length > 0;

function actorModel(world: World): Model {
  const { where, actor, group } = world;
  const mine = (table: string, name: string) => (row: Row) => where(table, name, ...group(row));
  const mentions = mine('mention', 'actor_id');
  const participations = mine('event_participant', 'actor_id');
  const claims =
    (...parts: string[]) =>
    (row: Row) =>
      claimsWith(world, row, parts);
  return {
    ActorFilter: {
      ...columns({ key: 'key', kind: 'kind', description: 'description', wikidata: 'wikidata', country: 'country' }),
      id: group,
      name: world.foldedNames,
      wireAgency: column('wire_agency'),
      family: (row) => actor(row['family_id']),
      names: mine('actor_name', 'actor_id'),
      roles: mine('actor_relation', 'from_id'),
      inverseRoles: mine('actor_relation', 'to_id'),
      mentions,
      articles: (row) =>
        where(
          'article',
          'id',
          ...where('article_version', 'id', ...mentions(row).map((m) => m['version_id'])).map((v) => v['article_id']),
        ),
      published: mine('article', 'outlet_id'),
      authored: (row) =>
        where('article', 'id', ...where('article_author', 'actor_id', ...group(row)).map((a) => a['article_id'])),
      collections: (row) => collectionsOf(world, 'actor', ...group(row)),
      claims: claims('outlet', 'intermediary', 'speaker', 'subject', 'object'),
      claimsMade: claims('speaker'),
      claimsRelayed: claims('intermediary'),
      claimsAbout: claims('subject', 'object'),
      claimsReported: claims('outlet'),
      participations,
      events: (row) => where('event', 'id', ...participations(row).map((p) => p['event_id'])),
    },
    ActorNameFilter: {
      ...columns({ value: 'value', kind: 'kind', language: 'language', script: 'script' }),
      valid: dates('valid'),
      article: (row) => where('article', 'id', row['article_id']),
    },
    ActorRelationFilter: {
      ...columns({ id: 'id', type: 'type', title: 'title' }),
      valid: dates('valid'),
      heldOn: dates('valid'),
      from: (row) => actor(row['from_id']),
      to: (row) => actor(row['to_id']),
      claims: ({ id }) =>
        world.visible(
          where('claim', 'id', ...where('actor_relation_claim', 'relation_id', id).map((r) => r['claim_id'])),
        ),
    },
    IdentityJudgementFilter: {
      ...columns({ verdict: 'verdict', madeBy: 'made_by' }),
      inForce: (row) => row['withdrawn_on'] === null,
    },
    MentionFilter: {
      ...columns({ id: 'id', status: 'anchor_status', certainty: 'certainty' }),
      actor: (row) => actor(row['actor_id']),
      version: (row) => where('article_version', 'id', row['version_id']),
    },
  };
}

/** Ids of the records that have a part in a claim. */
function partsOf({ chain, where }: World, claim: Row): Readonly<Record<string, readonly unknown[]>> {
  const links = chain(claim);
  const about = (role: string) =>
    where('claim_actor', 'claim_id', claim['id'])
      .filter((row) => row['role'] === role)
      .map((row) => row['actor_id']);
  const ids = (some: readonly Row[]) => some.map((link) => link['actor_id']);
  return {
    outlet: ids(links.slice(0, 1)),
    speaker: ids(links.slice(-1)),
    intermediary: ids(links.slice(1, -1)),
    subject: about('SUBJECT'),
    object: about('OBJECT'),
  };
}

function claimsWith(world: World, actor: Row, parts: readonly string[]): readonly Row[] {
  const records = world.group(actor);
  return world.visible(world.rows('claim')).filter((claim) => {
    const all = partsOf(world, claim);
    return parts.some((part) => all[part]!.some((record) => records.includes(record)));
  });
}

function eventModel(world: World): Model {
  const { where, visible, actor } = world;
  const claims = ({ id }: Row) => visible(where('claim', 'event_id', id));
  const articles = (row: Row) => unique(where('article', 'id', ...claims(row).map((claim) => claim['article_id'])));
  return {
    EventFilter: {
      ...columns({ id: 'id', key: 'key', title: 'title', description: 'description', type: 'type', status: 'status' }),
      ...columns({ mode: 'modes', place: 'place_name', country: 'place_country', placePrecision: 'place_precision' }),
      time: dates('time'),
      participants: ({ id }) => where('event_participant', 'event_id', id),
      parent: (row) => where('event', 'id', row['parent_id']),
      parts: ({ id }) => where('event', 'parent_id', id),
      collections: ({ id }) => collectionsOf(world, 'event', id),
      claims,
      corroboration: ({ id }) => where('event_corroboration', 'event_id', id),
      claimCount: (row) => claims(row).length,
      articleCount: (row) => articles(row).length,
      outletCount: (row) => unique(articles(row).flatMap((article) => actor(article['outlet_id']))).length,
    },
    EventParticipantFilter: {
      ...columns({ role: 'role' }),
      actor: (row) => actor(row['actor_id']),
      event: (row) => where('event', 'id', row['event_id']),
    },
  };
}

function claimModel(world: World): Model {
  const { where, actor, chain } = world;
  const part = (name: string) => (row: Row) => unique(partsOf(world, row)[name]!.flatMap((record) => actor(record)));
  const article = (row: Row) => where('article', 'id', row['article_id']);
  const event = (row: Row) => where('event', 'id', row['event_id']);
  return {
    ClaimFilter: {
      ...columns({ id: 'id', key: 'key', statement: 'statement', speechAct: 'speech_act', polarity: 'polarity' }),
      ...columns({ certainty: 'certainty', temporality: 'temporality', reviewState: 'review_state', origin: 'origin' }),
      ...columns({ versionNumber: 'version_number' }),
      ...Object.fromEntries(
        ['speaker', 'intermediary', 'outlet', 'subject', 'object'].map((name) => [name, part(name)]),
      ),
      links: chain,
      linkCount: (row) => chain(row).length,
      relay: (row) => relayOf(chain(row).map((link) => link['relay'])),
      direct: (row) => ['DIRECT', 'MIXED'].includes(String(chain(row).at(-1)?.['quotation'])),
      event,
      eventType: (row) => event(row)[0]?.['type'] ?? null,
      asserted: dates('asserted'),
      stated: dates('stated'),
      published: (row) => dates('published')(article(row)[0]!),
      quantities: ({ id }) => where('quantity', 'claim_id', id),
      citations: ({ id }) => where('citation', 'claim_id', id),
      article,
      collections: ({ id }) => collectionsOf(world, 'claim', id),
      restsOn: (row) =>
        unique(
          repeated(world, row).flatMap((claim) => ['intermediary', 'speaker'].flatMap((name) => part(name)(claim))),
        ),
      ultimateSource: (row) => unique(repeated(world, row).flatMap(part('speaker'))),
      ...relationsOfClaims(world),
    },
    AttributionLinkFilter: {
      ...columns({
        position: 'position',
        role: 'role',
        quotation: 'quotation',
        relay: 'relay',
        certainty: 'certainty',
      }),
      ...columns({ polarity: 'polarity', cue: 'cue', unnamed: 'unnamed' }),
      actor: (row) => actor(row['actor_id']),
      next: (row) =>
        where('attribution_link', 'claim_id', row['claim_id']).filter(
          ({ position }) => position === Number(row['position']) + 1,
        ),
    },
    QuantityFilter: {
      ...columns({ unit: 'unit', per: 'per', approximate: 'approximate' }),
      amount: ({ amount }) => (amount === null ? null : Number(amount)),
    },
    CitationFilter: {
      ...columns({ id: 'id', status: 'anchor_status' }),
      quote: (row) => quoteOf(world, row),
      claim: (row) => where('claim', 'id', row['claim_id']),
      version: (row) => where('article_version', 'id', row['version_id']),
    },
  };
}

/** A claim, and the visible ones that it repeats, over any number of repetitions. */
function repeated({ where, visible }: World, claim: Row): readonly Row[] {
  const found = [claim];
  for (const one of found) {
    const repeats = where('claim_relation', 'from_id', one['id']).filter(({ type }) => type === 'REPEATS');
    const next = visible(where('claim', 'id', ...repeats.map(({ to_id }) => to_id)));
    found.push(...next.filter(({ id }) => !found.some((known) => known['id'] === id)));
  }
  return found;
}

const relayOf = (links: readonly unknown[]): string =>
  links.includes('RELAYED') || links.length > 2 ? 'RELAYED' : links.includes('UNKNOWN') ? 'UNKNOWN' : 'FIRSTHAND';

function quoteOf({ where }: World, { version_id, anchor_start, anchor_end }: Row): string | null {
  const [version] = where('article_version', 'id', version_id);
  const [text] = where('version_text', 'version_id', version_id);
  if (!text || anchor_start === null || version?.['text_right'] === 'RESTRICTED') return null;
  return [...String(text['text'])].slice(Number(anchor_start), Number(anchor_end)).join('');
}

function relationsOfClaims(world: World) {
  const { rows, where, visible } = world;
  const sees = (id: unknown) => visible(where('claim', 'id', id)).length > 0;
  const seen = rows('claim_relation').filter(({ from_id, to_id }) => sees(from_id) && sees(to_id));
  const joined =
    (...types: string[]) =>
    ({ id }: Row) =>
      where(
        'claim',
        'id',
        ...seen
          .filter(({ from_id, to_id, type }) => types.includes(String(type)) && [from_id, to_id].includes(id))
          .map(({ from_id, to_id }) => (from_id === id ? to_id : from_id)),
      );
  const corroborating = joined('SUPPORTS', 'REPEATS');
  const contradicting = joined('CONTRADICTS');
  return {
    corroboration: ({ id }: Row) => where('claim_corroboration', 'claim_id', id),
    relations: ({ id }: Row) => seen.filter(({ from_id }) => from_id === id),
    inverseRelations: ({ id }: Row) => seen.filter(({ to_id }) => to_id === id),
    corroborating,
    contradicting,
    corroborated: (row: Row) => corroborating(row).length > 0,
    contradicted: (row: Row) => contradicting(row).length > 0,
  };
}

function reviewModel(world: World): Model {
  const { where, actor } = world;
  const from = (row: Row) => where('claim', 'id', row['from_id']);
  const to = (row: Row) => where('claim', 'id', row['to_id']);
  const either = (row: Row) => [...from(row), ...to(row)];
  const outletsOf = (claims: readonly Row[]) => unique(claims.flatMap((claim) => actor(claim['outlet_id'])));
  const sameOutlet = (row: Row) => outletsOf(either(row)).length === 1;
  return {
    ClaimRelationFilter: {
      ...columns({ id: 'id', type: 'type', subKind: 'sub_kind', basis: 'basis' }),
      ...{ from, to, either, sameOutlet },
      event: (row) => unique(either(row).flatMap((claim) => where('event', 'id', claim['event_id']))),
      article: (row) => unique(either(row).flatMap((claim) => where('article', 'id', claim['article_id']))),
      outlet: (row) => outletsOf(either(row)),
    },
    ContradictionCandidateFilter: {
      ...columns({ id: 'id', subKind: 'sub_kind', reviewState: 'review_state' }),
      ...{ from, to, either, sameOutlet },
      event: (row) => where('event', 'id', row['event_id']),
    },
    AssessmentFilter: columns({ scale: 'scale', value: 'value', madeBy: 'made_by', topic: 'topic' }),
    CorroborationFilter: columns({
      articleCount: 'article_count',
      outletCount: 'outlet_count',
      independentOriginCount: 'independent_origin_count',
      notEstablishedCount: 'not_established_count',
    }),
  };
}
