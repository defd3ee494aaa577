import { describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { schema } from '../support/connections.js';
import { countedLists } from '../support/counted.js';

/** Lists without facets and timelines, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  CollectionConnection: 'A collection has neither a date nor a field that several share.',
  SearchHitConnection: 'Hits are of several types, which a search counts itself.',
};

const lists = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => name.endsWith('Connection'));

const canBeCounted = (list: (typeof lists)[number]): boolean =>
  ['facets', 'timeline'].every((field) => field in list.getFields());

describe('every list', () => {
  it.each(lists.map((list) => [list.name, list] as const))(
    'has facets and a timeline, or a reason: %s',
    (name, list) => {
      expect(canBeCounted(list)).toBe(!(name in exceptions));
    },
  );

  it('that is excepted is there', () => {
    expect(lists.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(exceptions)));
  });

  it('that can be counted is tested', () => {
    const counted = lists.filter(canBeCounted).map(({ name }) => name);
    expect(countedLists.map(({ record }) => `${record}Connection`).toSorted()).toEqual(counted.toSorted());
  });
});
