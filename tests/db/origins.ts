/** What stands in the base tables, as far as origins are counted from it. Claims are in reading order. */
export interface OriginBase {
  readonly identity: readonly { actor: string; canonical: string }[];
  readonly actors: readonly { id: string; kind: string; family: string | null; wire: boolean }[];
  readonly roles: readonly { from: string; to: string; type: string }[];
  readonly events: readonly { id: string; status: string }[];
  readonly claims: readonly Claim[];
  /** Links beyond the outlet, in order. */
  readonly links: readonly { claim: string; actor: string | null; role: string; relay: string }[];
  readonly relations: readonly { from: string; to: string; type: string; basis: string }[];
  readonly texts: readonly { article: string; sha256: string; text: string | null }[];
}

interface Claim {
  readonly id: string;
  readonly article: string;
  readonly outlet: string;
  readonly event: string | null;
  readonly state: string;
  readonly polarity: string;
  readonly act: string;
}

/** The rules of docs/decisions/corroboration.md, written once more in the plainest way: every pair is looked at. */
export function originsOf(base: OriginBase) {
  const counted = (subject: string, members: readonly Claim[]) => ({ id: subject, numbers: numbersOf(base, members) });
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  return {
    claims: base.claims.map((claim) => counted(claim.id, joinedTo(base, claim))).sort(byId),
    events: base.events.map((event) => counted(event.id, assert(base, event))).sort(byId),
  };
}

const stands = ({ state }: Claim): boolean => ['IN_REVIEW', 'ACCEPTED', 'DISPUTED'].includes(state);

const corroborates = ({ type, basis }: OriginBase['relations'][number]): boolean =>
  basis === 'HUMAN' && (type === 'SUPPORTS' || type === 'REPEATS');

const joins = ({ from, to }: { from: string; to: string }, one: string, other: string): boolean =>
  (from === one && to === other) || (from === other && to === one);

const joinedTo = ({ claims, relations }: OriginBase, claim: Claim): Claim[] =>
  claims.filter(
    (one) =>
      one === claim ||
      (stands(one) && relations.some((relation) => corroborates(relation) && joins(relation, one.id, claim.id))),
  );

const assert = ({ claims }: OriginBase, { id, status }: OriginBase['events'][number]): Claim[] => {
  const hasHappened = ['OCCURRED', 'ONGOING'].includes(status);
  const acts = ['DENY', ...(hasHappened ? ['HOPE', 'DEMAND', 'PROMISE', 'THREATEN', 'PREDICT', 'SPECULATE'] : [])];
  return claims.filter(
    (one) => one.event === id && stands(one) && one.polarity === 'POSITIVE' && !acts.includes(one.act),
  );
};

function numbersOf(base: OriginBase, members: readonly Claim[]): number[] {
  const groups = new Map(members.map((claim) => [claim, [claim]]));
  for (const one of members)
    for (const other of members)
      if (depend(base, one, other) && groups.get(one) !== groups.get(other)) {
        const group = [...groups.get(one)!, ...groups.get(other)!];
        for (const claim of group) groups.set(claim, group);
      }
  const clusters = [...new Set(members.map((claim) => groups.get(claim)!))];
  const established: Claim[][] = [];
  for (const cluster of clusters) {
    const traced = cluster.filter((claim) => isTraced(base, claim));
    const bodies = (claims: readonly Claim[]) => claims.flatMap((claim) => bodiesOf(base, claim));
    const shares = established.some((earlier) => intersect(bodies(earlier), bodies(traced)));
    if (traced.length > 0 && !shares) established.push(traced);
  }
  return [
    new Set(members.map(({ article }) => article)).size,
    new Set(members.map(({ outlet }) => actorOf(base, outlet))).size,
    established.length,
    clusters.length - established.length,
  ];
}

const intersect = (some: readonly unknown[], others: readonly unknown[]) => some.some((one) => others.includes(one));

const actorOf = ({ identity }: OriginBase, record: string) => identity.find(({ actor }) => actor === record)!.canonical;

const recordsOf = ({ identity }: OriginBase, canonical: string) =>
  identity.filter((one) => one.canonical === canonical).map(({ actor }) => actor);

const linksOf = ({ links }: OriginBase, { id }: Claim) => links.filter(({ claim }) => claim === id);

const namedBy = (base: OriginBase, claim: Claim): string[] =>
  linksOf(base, claim).flatMap(({ actor }) => (actor ? [actorOf(base, actor)] : []));

function ownersOf(base: OriginBase, outlet: string): string[] {
  const owners = [actorOf(base, outlet)];
  for (const owner of owners)
    for (const record of recordsOf(base, owner)) {
      const family = base.actors.find(({ id }) => id === record)!.family;
      if (family && !owners.includes(actorOf(base, family))) owners.push(actorOf(base, family));
    }
  return owners;
}

function depend(base: OriginBase, one: Claim, other: Claim): boolean {
  const repeats = base.relations.some(
    (relation) => corroborates(relation) && relation.type === 'REPEATS' && joins(relation, one.id, other.id),
  );
  return (
    intersect(ownersOf(base, one.outlet), ownersOf(base, other.outlet)) ||
    intersect(namedBy(base, one), namedBy(base, other)) ||
    namedBy(base, one).includes(actorOf(base, other.outlet)) ||
    repeats ||
    nearlyTheSame(base, one, other)
  );
}

function nearlyTheSame({ texts }: OriginBase, one: Claim, other: Claim): boolean {
  const of = ({ article }: Claim) => texts.filter((text) => text.article === article);
  return of(one).some((a) =>
    of(other).some(
      (b) => a.sha256 === b.sha256 || (a.text !== null && b.text !== null && alike(a.text, b.text) >= 0.5),
    ),
  );
}

/** Jaccard's coefficient of the sets of runs of five words. */
function alike(one: string, other: string): number {
  const runs = (text: string) => {
    const words = text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    return new Set(words.slice(4).map((_word, index) => words.slice(index, index + 5).join(' ')));
  };
  const [a, b] = [runs(one), runs(other)];
  return new Set([...a].filter((run) => b.has(run))).size / (new Set([...a, ...b]).size || 1);
}

function isTraced(base: OriginBase, claim: Claim): boolean {
  const links = linksOf(base, claim);
  return (
    links.length > 0 &&
    links.every(({ actor, relay }) => {
      const kind = actor && base.actors.find(({ id }) => id === actorOf(base, actor))!.kind;
      return relay === 'FIRSTHAND' && kind && kind !== 'UNNAMED_SOURCE';
    })
  );
}

function bodiesOf(base: OriginBase, claim: Claim): string[] {
  const speaker = namedBy(base, claim).at(-1)!;
  const roles = base.roles.filter(
    ({ from, type }) => actorOf(base, from) === speaker && !['ALLIANCE', 'ANTAGONISM', 'PATRONAGE'].includes(type),
  );
  return [speaker, ...roles.map(({ to }) => actorOf(base, to))];
}
