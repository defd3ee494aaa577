export function withoutSqlOnly(script: string, generated: readonly string[]): { drift: string; kept: string[] };
