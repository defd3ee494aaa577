/** What stands in the base tables, as far as copies and groups are computed from it. */
export interface Base {
  readonly actors: readonly string[];
  readonly judgements: readonly { a: string; b: string; verdict: string }[];
  readonly articles: readonly { id: string; outlet: string; earliest: string | null; latest: string | null }[];
  readonly versions: readonly { id: string; article: string }[];
  readonly mentions: readonly { version: string; actor: string }[];
  readonly events: readonly BaseEvent[];
  readonly participants: readonly { event: string; actor: string }[];
  readonly claims: readonly BaseClaim[];
  readonly links: readonly { claim: string; position: number; actor: string | null; relay: string }[];
  readonly about: readonly { claim: string; actor: string; role: string }[];
}

interface BaseEvent {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly earliest: string | null;
  readonly latest: string | null;
}

interface BaseClaim {
  readonly id: string;
  readonly article: string;
  readonly event: string | null;
  readonly state: string;
  readonly act: string;
  readonly position: number;
  readonly assertedEarliest: string | null;
  readonly assertedLatest: string | null;
  readonly statedEarliest: string | null;
}

/** The same rules as in the migrations, written once more in the plainest way. */
export function recompute(base: Base) {
  const identity = identityOf(base);
  const claims = base.claims.map((claim) => copiesOf(base, claim));
  const parts = base.claims.flatMap((claim, index) => partsOf(base, claim, claims[index]!, identity));
  return {
    identity: [...identity].map(([actor, canonical]) => ({ actor, canonical })).sort(byText),
    claims: claims.sort(byText),
    parts: parts.sort(byText),
    participating: participatingIn(base, identity).sort(byText),
    mentioned: mentionedIn(base, identity).sort(byText),
  };
}

export const byText = (left: object, right: object): number =>
  JSON.stringify(left) < JSON.stringify(right) ? -1 : JSON.stringify(left) > JSON.stringify(right) ? 1 : 0;

function identityOf({ actors, judgements }: Base): Map<string, string> {
  const denied = judgements.filter(({ verdict }) => verdict === 'NOT_SAME');
  const isPair = (one: { a: string; b: string }, a: string, b: string) => one.a === a && one.b === b;
  const same = judgements.filter(
    ({ a, b, verdict }) => verdict === 'SAME' && !denied.some((one) => isPair(one, a, b) || isPair(one, b, a)),
  );
  const groupOf = (actor: string): string[] => {
    const group = [actor];
    for (const member of group)
      for (const { a, b } of same)
        for (const other of a === member ? [b] : b === member ? [a] : []) if (!group.includes(other)) group.push(other);
    return group.sort();
  };
  const isSecond = (actor: string) => same.some(({ b }) => b === actor);
  return new Map(
    actors.map((actor) => [actor, groupOf(actor).find((member) => !isSecond(member)) ?? groupOf(actor)[0]!]),
  );
}

function copiesOf({ articles, events, links }: Base, claim: BaseClaim) {
  const article = articles.find(({ id }) => id === claim.article)!;
  const chain = links.filter((link) => link.claim === claim.id);
  const says = (relay: string) => chain.some((link) => link.relay === relay);
  return {
    id: claim.id,
    linkCount: chain.length,
    relay: says('RELAYED') || chain.length > 2 ? 'RELAYED' : says('UNKNOWN') ? 'UNKNOWN' : 'FIRSTHAND',
    eventType: events.find(({ id }) => id === claim.event)?.type ?? null,
    outlet: article.outlet,
    earliest: article.earliest,
    latest: article.latest,
  };
}

function partsOf(base: Base, claim: BaseClaim, copies: ReturnType<typeof copiesOf>, identity: Map<string, string>) {
  const chain = base.links.filter((link) => link.claim === claim.id);
  const named = [
    ...base.about.filter((one) => one.claim === claim.id).map(({ actor, role }) => ({ actor, part: role })),
    ...chain.flatMap(({ actor, position }) =>
      [
        ...(position === 0 ? ['OUTLET'] : []),
        ...(position === chain.length - 1 ? ['SPEAKER'] : []),
        ...(position > 0 && position < chain.length - 1 ? ['INTERMEDIARY'] : []),
      ].map((part) => ({ actor, part })),
    ),
  ];
  const rows = named
    .filter((one): one is { actor: string; part: string } => one.actor !== null)
    .map(({ actor, part }) => ({
      claim: claim.id,
      actor: identity.get(actor)!,
      part,
      state: claim.state,
      eventType: copies.eventType,
      assertedEarliest: claim.assertedEarliest,
      assertedLatest: claim.assertedLatest,
      statedEarliest: claim.statedEarliest,
      earliest: copies.earliest,
      article: claim.article,
      position: claim.position,
      outlet: copies.outlet,
      act: claim.act,
      relay: copies.relay,
    }));
  return once(rows);
}

const participatingIn = ({ events, participants }: Base, identity: Map<string, string>) =>
  once(
    participants.map(({ event, actor }) => {
      const { id, ...copies } = events.find((one) => one.id === event)!;
      return { event: id, actor: identity.get(actor)!, ...copies };
    }),
  );

const mentionedIn = ({ articles, versions, mentions }: Base, identity: Map<string, string>) =>
  once(
    mentions.map(({ version, actor }) => {
      const { article } = versions.find((one) => one.id === version)!;
      const { id, ...copies } = articles.find((one) => one.id === article)!;
      return { article: id, actor: identity.get(actor)!, ...copies };
    }),
  );

const once = <Row>(rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
