// PostGraphile as its users run it: the Amber preset, the connection filter plugin with relations, production settings.
import './node20.mjs';
import { createServer } from 'node:http';
import { grafserv } from 'grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  pgServices: [
    makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['public'], poolConfig: { max: 10 } }),
  ],
  // It takes keys of two columns for unindexed where the index is on the first of them.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  // Writing is not asked for, and a smaller schema is built sooner.
  schema: { connectionFilterRelations: true, defaultBehavior: '-insert -update -delete' },
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
});

const server = createServer();
const serv = instance.createServ(grafserv);
await serv.addTo(server);
await serv.ready?.();
server.listen(Number(process.env.PORT), '127.0.0.1');
