import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.js';

export type Log = Logger;

/**
 * A structured log: one JSON object per line with time in UTC, on standard error, so that standard output stays free
 * for results. Connection strings and credentials under their usual names are blanked.
 */
export const createLog = (level: LogLevel, stream: DestinationStream = destination({ fd: 2, sync: true })): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: [
        'databaseUrl',
        'password',
        '*.databaseUrl',
        '*.password',
        'req.headers.authorization',
        'req.headers.cookie',
      ],
    },
    stream,
  );
