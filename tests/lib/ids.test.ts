import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromGlobalId, idOf, idPrefixes, recordKinds, toGlobalId } from '../../src/lib/ids.js';

describe('idOf', () => {
  it('is a UUID of version 5 and stays the same for ever', () => {
    expect(idOf('actor', 'hamas')).toBe('034fc0df-0d93-5d50-960c-8d3b06cd83b9');
    expect(idOf('actor', 'hamas')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('differs by kind and by key', () => {
    const ids = recordKinds.flatMap((kind) => ['a', 'b', 'é'].map((key) => idOf(kind, key)));
    expect(new Set(ids).size).toBe(recordKinds.length * 3);
  });
});

describe('global ids', () => {
  it('lead back to the record', () => {
    const uuid = idOf('claim', 'article/claim');
    expect(toGlobalId('claim', uuid)).toBe(`claim_${uuid.replaceAll('-', '')}`);
    for (const prefix of idPrefixes) expect(fromGlobalId(toGlobalId(prefix, uuid))).toEqual({ prefix, uuid });
  });

  it.each([
    '',
    'claim_',
    'claim_xyz',
    'Claim_00000000000050008000000000000000',
    'claim_0000000000005000800000000000000',
    'claim_000000000000500080000000000000000',
    'claim_0000000000005000800000000000000G',
    'claim-relation_00000000000050008000000000000000',
    'user_00000000000050008000000000000000',
    ' claim_00000000000050008000000000000000',
    'claim_00000000000050008000000000000000\n',
  ])('%j is none', (id) => expect(fromGlobalId(id)).toBeNull());

  it('no text makes it fail', () => {
    fc.assert(fc.property(fc.string(), (id) => fromGlobalId(id) === null || id.includes('_')));
  });
});
