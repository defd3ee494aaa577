import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../src/lib/fold.js';

describe('fold', () => {
  it.each([
    ['Ḥamās', 'hamas'],
    ['HAMAS', 'hamas'],
    ['al-Qassām Brigades', 'al qassam brigades'],
    ['Al Qassam  Brigades', 'al qassam brigades'],
    ['Qur’an', 'quran'],
    ["Qur'an", 'quran'],
    ['ʿAbd al-Ḥamīd', 'abd al hamid'],
    ['Recep Tayyip Erdoğan', 'recep tayyip erdogan'],
    ['İstanbul', 'istanbul'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
    ['U.S.', 'u s'],
    ['إسماعيل هنيّة', 'اسماعيل هنيه'],
    ['علی خامنه‌ای', 'علي خامنهاي'],
    ['Ｈａｍａｓ', 'hamas'],
    ['—', ''],
  ])('%s is %s', (name, folded) => expect(fold(name)).toBe(folded));

  it('changes nothing of what is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => fold(fold(name)) === fold(name)),
      { numRuns: 1000 },
    );
  });
});
