// Prisma's schema engine as WebAssembly: what it would change in a database to make it fit prisma/*.prisma.
// The engine's ordinary binary comes from a host that many networks cannot reach; this one is an npm package.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { filesBelow, root } from './tools.mjs';

/** The catalog's one-letter type `"char"`, and how the adapter and the engine name text and letters. */
const CATALOG_CHAR = 18;
const TEXT = 25;
const LETTER = 6;

/** The SQL that leads from the database at `url` to the schema, as the engine writes it; empty when they agree. */
export async function diffToSchema(url) {
  const files = filesBelow('prisma', /\.prisma$/).map((path) => ({
    path: basename(path),
    content: readFileSync(join(root, path), 'utf8'),
  }));
  const pools = [];
  const engine = await loadEngine(files, () => connect(url, pools));
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: join(root, 'prisma') },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout?.includes('This is an empty migration') ? '' : (stdout ?? '').trim();
  } finally {
    engine.free();
    for (const pool of pools) await pool.end();
  }
}

async function loadEngine(files, connectAdapter) {
  // A panic of the engine leaves its message here and then ends in "unreachable".
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = readFileSync(glueFile.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = files.map(({ path, content }) => [path, content]);
  const factory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: connectAdapter,
    connectToShadowDb: connectAdapter,
  };
  return glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

async function connect(url, pools) {
  const pool = new CatalogPool({ connectionString: url });
  pools.push(pool);
  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of pool.letters.get(query.sql) ?? []) result.columnTypes[column] = LETTER;
    return result;
  };
  return adapter;
}

/** The adapter refuses columns of type `"char"`; here they pass as text, and `letters` knows by statement which. */
class CatalogPool extends pg.Pool {
  letters = new Map();

  async query(query) {
    const result = await super.query(query);
    const columns = [...result.fields.keys()].filter((column) => result.fields[column].dataTypeID === CATALOG_CHAR);
    for (const column of columns) result.fields[column].dataTypeID = TEXT;
    this.letters.set(query.text, columns);
    return result;
  }
}
