import type pg from 'pg';

export function dropDatabase(client: pg.Client, name: string): Promise<void>;
