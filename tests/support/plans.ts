import type pg from 'pg';
import type { Written } from '../../src/lib/sql.js';

/** What a statement does to answer. */
export interface Plan {
  /** Pages of 8 KiB that it reads. */
  readonly buffers: number;
  /** How it gets at rows: `Seq Scan on claim`, `Index Scan on claim by claim_pkey`; each once, sorted. */
  readonly scans: readonly string[];
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}

/** The plan of a prepared statement that Postgres makes once for all values, as it does for most after some runs. */
export async function planOf(client: pg.PoolClient, { text, values }: Written): Promise<Plan> {
  const given = values.map((value) => (value == null ? 'null' : client.escapeLiteral(asText(value)))).join(', ');
  const run = `execute planned${values.length > 0 ? ` (${given})` : ''}`;
  await client.query('set plan_cache_mode = force_generic_plan');
  await client.query(`prepare planned as ${text}`);
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (analyze, buffers, timing off, format json) ${run}`,
    );
    const root = rows[0]!['QUERY PLAN'][0].Plan;
    return {
      buffers: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
      scans: [...new Set(nodesOf(root).flatMap(scanOf))].sort(),
    };
  } finally {
    await client.query('deallocate planned');
  }
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** A bitmap's index says how, the heap it leads to says nothing more. */
function scanOf(node: Node): string[] {
  const [type, relation, index] = [node['Node Type'], node['Relation Name'], node['Index Name']];
  if (type === 'Bitmap Heap Scan') return [];
  if (type === 'Bitmap Index Scan') return [`Bitmap by ${index}`];
  return relation ? [`${type} on ${relation}${index ? ` by ${index}` : ''}`] : [];
}

/** As Postgres reads values that stand in quotes. */
function asText(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((one) => (one === null ? 'NULL' : JSON.stringify(String(one)))).join(',')}}`;
}
