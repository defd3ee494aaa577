import type { TestDatabase } from './database.js';
import type { TestServer } from './server.js';

export interface Told {
  readonly kind: 'ADDED' | 'CHANGED' | 'DELETED';
  readonly type: string;
  readonly id: string;
  readonly at: string | null;
  readonly record: Readonly<
    Record<'__typename' | 'id', string> & Partial<Record<'statement' | 'title' | 'name', string>>
  > | null;
}

export interface ChangePage {
  readonly nodes: readonly Told[];
  readonly next: string;
  readonly more: boolean;
  readonly latest: string;
}

const DOCUMENT = `query ($since: String, $types: [RecordType!], $first: Int) {
  changes(since: $since, types: $types, first: $first) {
    nodes {
      kind type id at
      record {
        __typename id ... on Claim { statement } ... on Event { title } ... on Collection { title } ... on Actor { name }
      }
    }
    next more latest
  }
}`;

interface Asked {
  readonly since?: string | null;
  readonly types?: readonly string[];
  readonly first?: number;
}

/** One page, as the server answers it. */
export async function changesOf(server: Pick<TestServer, 'run'>, asked: Asked = {}): Promise<ChangePage> {
  const { data, errors, text } = await server.run(DOCUMENT, { ...asked });
  if (errors) throw new Error(text);
  return (data as { changes: ChangePage }).changes;
}

/** Every change from a token to where nothing more can be had. */
export async function follow(server: Pick<TestServer, 'run'>, asked: Asked = {}) {
  const told: Told[] = [];
  let since = asked.since ?? null;
  for (let more = true; more;) {
    const page: ChangePage = await changesOf(server, { first: 100, ...asked, since });
    told.push(...page.nodes);
    ({ next: since, more } = page);
  }
  return { told, next: since as string };
}

/** A copy of the records that are there, kept as a script would keep it. */
export class Mirror {
  /** What each record says, where it says something. */
  readonly records = new Map<string, string | null>();
  private since: string | null = null;

  constructor(
    private readonly server: Pick<TestServer, 'run'>,
    private readonly types?: readonly string[],
  ) {}

  async page(first: number): Promise<boolean> {
    const page = await changesOf(this.server, { since: this.since, first, ...(this.types && { types: this.types }) });
    for (const { kind, id, record } of page.nodes) {
      if (kind === 'DELETED') this.records.delete(id);
      else this.records.set(id, record?.statement ?? record?.title ?? record?.name ?? null);
    }
    this.since = page.next;
    return page.more;
  }

  async catchUp(first = 100): Promise<void> {
    while (await this.page(first));
  }
}

/** Waits until no transaction, of any database of the server, is open that began before the last one that changed records. */
export async function settled(database: TestDatabase): Promise<void> {
  const open = async () => {
    const [row] = await database.query<{ open: boolean }>(
      'select oldest_open() <= (select max(transaction) from change_set) as open',
    );
    return row!.open;
  };
  while (await open());
}
