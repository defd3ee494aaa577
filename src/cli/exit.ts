import { CommanderError } from 'commander';
import { ConfigError } from '../config.js';
import { DatabaseError } from '../db/index.js';
import { ImportRejected, lineOf as lineOfFault } from '../ingestion/index.js';
import { count } from './io.js';

/** What a command leaves with; documented in `--help` and in `docs/cli.md`. */
export const exitCodes = {
  ok: 0,
  /** The work failed or was refused. */
  failed: 1,
  /** Unknown command, option or setting. */
  usage: 2,
  /** The database cannot be reached or used. */
  database: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A refusal with the exit code that it ends in. The message says what is wrong and what to do. */
export class Failure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Failure';
  }
}

export const failed = (message: string, cause?: unknown): Failure => new Failure(exitCodes.failed, message, { cause });
export const wrongUsage = (message: string): Failure => new Failure(exitCodes.usage, message);

/** SQLSTATE classes and system codes of a database that went away: connection lost, shutting down, too many. */
const lostDatabase = /^(08|57P|53300|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH)/;

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Failure) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof ConfigError) return exitCodes.usage;
  if (error instanceof DatabaseError) return exitCodes.database;
  return lostDatabase.test(String((error as { code?: unknown } | null)?.code)) ? exitCodes.database : exitCodes.failed;
}

/** One line for standard error; before it, one for each fault of a dossier. */
export function lineOf(error: unknown): string {
  if (error instanceof ImportRejected) return [...error.faults.map(lineOfFault), rejection(error)].join('\n');
  if (error instanceof ConfigError) return `sourcebook: ${error.faults.join('; ')} (settings: see .env.example)`;
  if (error instanceof CommanderError) return `sourcebook: ${wrongCommand(error)}; see sourcebook --help`;
  return `sourcebook: ${oneLine(error instanceof Error && error.message ? error.message : String(error))}`;
}

const rejection = ({ faults: { length } }: ImportRejected): string =>
  `sourcebook: ${count(length, 'fault')} in the input; nothing was written`;

const wrongCommand = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? 'no command is named' : oneLine(message.replace(/^error: /, '')).replace(/\.$/, '');

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();
