import { Argument, Command, Option } from 'commander';
import { exitCodeOf, lineOf, type ExitCode } from './exit.js';
import type { Io } from './io.js';
import type { SealOptions } from './dossierSeal.js';
import type { ExportOptions } from './export.js';
import type { QueryOptions } from './query.js';
import { version } from './version.js';

const EXIT_CODES = `
Exit codes:
  0  done
  1  the work failed or was refused
  2  wrong usage, or settings that cannot be used
  3  the database cannot be reached

Settings come from the environment: see .env.example.`;

/** Runs one command line. Every error becomes one line on standard error and an exit code. */
export async function runCommandLine(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    await createProgram(io).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code !== 0) io.stderr.write(`${lineOf(error)}\n`);
    return code;
  }
}

function createProgram(io: Io): Command {
  const program = new Command('sourcebook')
    .description('A knowledge base of reported news: every claim shows the words it rests on.')
    .version(version(), '--version', 'print the version')
    .exitOverride()
    // Errors are told by `runCommandLine`, in one line.
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => undefined })
    .configureHelp({ visibleCommands: leaves, subcommandTerm: termOf })
    .helpCommand(false);
  addCommands(program, io);
  const examples = leaves(program).map((command) => `  ${exampleOf.get(command)}`);
  return program.addHelpText('after', `\nExamples:\n${examples.join('\n')}\n${EXIT_CODES}`);
}

function addCommands(program: Command, io: Io): void {
  leaf(program, 'serve', 'start the server and answer until it is stopped', 'sourcebook serve').action(async () =>
    (await import('./serve.js')).serveCommand(io),
  );
  leaf(program, 'migrate', 'create the tables, or bring them up to date', 'sourcebook migrate').action(async () =>
    (await import('./migrate.js')).migrateCommand(io),
  );
  addContentCommands(program, io);
  addQueryCommands(program, io);
  addExportCommand(program, io);
}

function addContentCommands(program: Command, io: Io): void {
  leaf(
    program,
    'import <paths...>',
    'import dossiers: files, or folders of them',
    'sourcebook import my-dossiers/',
  ).action(async (paths: string[]) => (await import('./import.js')).importCommand(io, paths));
  const texts = program.command('texts').description('about the texts of articles');
  leaf(
    texts,
    'attach <dir>',
    'store your own copies of article texts and verify every citation',
    'sourcebook texts attach ~/articles',
  ).action(async (dir: string) => (await import('./textsAttach.js')).textsAttachCommand(io, dir));
  const propose = program.command('propose').description('about what rules propose');
  leaf(
    propose,
    'contradictions',
    'let the rules look for contradictions in all events; a person decides on what they find',
    'sourcebook propose contradictions',
  ).action(async () => (await import('./proposeContradictions.js')).proposeContradictionsCommand(io));
  const dossier = program.command('dossier').description('about dossiers');
  leaf(
    dossier,
    'seal <file>',
    'replace the words of texts by hashes, to pass a dossier on without them',
    'sourcebook dossier seal article.yaml --text published=article.txt --out sealed.yaml',
  )
    .option('--text <version=path>', 'where the text of a version is; may be repeated', collect, [])
    .option('--out <path>', 'where to write it, instead of standard output')
    .action(async (file: string, options: SealOptions) =>
      (await import('./dossierSeal.js')).dossierSealCommand(io, file, options),
    );
}

function addQueryCommands(program: Command, io: Io): void {
  leaf(
    program,
    'query <file>',
    'run a GraphQL document of a file, or - for standard input',
    `sourcebook query claims.graphql --variables '{"first": 3}' --viewer operator`,
  )
    .option('--variables <json>', 'variables as a JSON object')
    .option('--operation <name>', 'which operation of the document')
    .addOption(new Option('--viewer <viewer>', 'whose eyes').choices(['anonymous', 'operator']).default('anonymous'))
    .action(async (file: string, options: QueryOptions) =>
      (await import('./query.js')).queryCommand(io, file, options),
    );
  const schema = program.command('schema').description('about the GraphQL schema');
  leaf(schema, 'print', 'print the GraphQL schema', 'sourcebook schema print > schema.graphql').action(async () =>
    (await import('./schemaPrint.js')).schemaPrintCommand(io),
  );
}

function addExportCommand(program: Command, io: Io): void {
  leaf(
    program,
    'export',
    'write all records of a list that pass a filter, or a network of them, for other programs',
    `sourcebook export claims --filter '{"reviewState":{"eq":"ACCEPTED"}}' --output claims.csv`,
  )
    .addArgument(
      new Argument('<list>', 'which list').choices(['articles', 'actors', 'events', 'claims', 'citations', 'network']),
    )
    .addOption(
      new Option('--format <format>', 'how; by the ending of --output, or ndjson; graphml for a network').choices([
        'ndjson',
        'csv',
        'graphml',
      ]),
    )
    .option('--of <network>', 'network: which, such as quotationNetwork (usual) or relationNetwork')
    .option('--min-weight <number>', 'network: least weight of a tie')
    .option('--filter <json>', 'filter of the list, as in GraphQL')
    .option('--columns <names>', 'only these fields of a record, parted by commas')
    .option('--limit <number>', 'most records')
    .option('--after <id>', 'go on after this record')
    .option('--output <file>', 'where to write it, whole or not at all, instead of standard output')
    .option('--resume', 'go on with a file that ended early')
    .option('--gzip', 'compress it')
    .option('--bom', 'csv: begin with a byte order mark, for spreadsheet programs')
    .option('--keep-formulas', 'csv: no apostrophe before texts that a spreadsheet program takes for formulas')
    .addOption(new Option('--viewer <viewer>', 'whose eyes').choices(['anonymous', 'operator']).default('anonymous'))
    .action(async (list: string, options: ExportOptions) =>
      (await import('./export.js')).exportCommand(io, list, options),
    );
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

const exampleOf = new WeakMap<Command, string>();

/** A command that does something, with the example that its own help and the list of all commands show. */
function leaf(parent: Command, usage: string, description: string, example: string): Command {
  const command = parent.command(usage).description(description).addHelpText('after', `\nExample:\n  ${example}`);
  exampleOf.set(command, example);
  return command;
}

/** The commands at the ends of the branches: `texts attach`, not `texts`. */
const leaves = (command: Command): Command[] =>
  command.commands.flatMap((inner) => (inner.commands.length > 0 ? leaves(inner) : [inner]));

/** As it is typed after `sourcebook`. */
function termOf(command: Command): string {
  const parent = command.parent?.parent ? `${command.parent.name()} ` : '';
  const values = command.registeredArguments.map((argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`);
  return [parent + command.name(), ...values, ...(command.options.length > 0 ? ['[options]'] : [])].join(' ');
}
