import { expect, it } from '@jest/globals';
import { Remembered } from '../../src/lib/remembered.js';

it('keeps no more than so much, and lets go of what was not used for longest', () => {
  const remembered = new Remembered<string>(300);
  for (const key of ['a', 'b', 'c']) for (let part = 0; part < 33; part += 1) remembered.set(`${key}${part}`, key, 3);

  expect(remembered.get('a0')).toBe('a');
  for (let more = 0; more < 2; more += 1) remembered.set(`more ${more}`, 'more', 3);

  expect(remembered.get('a0')).toBe('a');
  expect(remembered.get('a1')).toBeUndefined();
  expect(remembered.get('a2')).toBe('a');
  expect(remembered.get('more 1')).toBe('more');
});

it('does not keep what would take the place of many', () => {
  const remembered = new Remembered<string>(300);
  remembered.set('small', 'small', 3);

  remembered.set('large', 'large', 4);

  expect(remembered.get('large')).toBeUndefined();
  expect(remembered.get('small')).toBe('small');
});

it('has the size of the last value of a key', () => {
  const remembered = new Remembered<string>(300);
  for (let time = 0; time < 500; time += 1) remembered.set('one', `${time}`, 3);
  for (let other = 0; other < 99; other += 1) remembered.set(`other ${other}`, 'other', 3);

  expect(remembered.get('one')).toBe('499');
  expect(remembered.get('other 0')).toBe('other');
});

it('makes a value once while it is kept, also when it is null', () => {
  const remembered = new Remembered<string | null>(300);
  let made = 0;
  const make = () => {
    made += 1;
    return null;
  };

  for (let time = 0; time < 3; time += 1) expect(remembered.of('one', make, () => 3)).toBeNull();
  expect(made).toBe(1);
  for (let time = 0; time < 3; time += 1) expect(remembered.of('large', make, () => 4)).toBeNull();
  expect(made).toBe(4);
});
