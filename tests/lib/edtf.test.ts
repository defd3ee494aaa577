import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isEdtf, readEdtf } from '../../src/lib/edtf.js';

describe('readEdtf', () => {
  it.each([
    ['2014-12-10', '2014-12-10', '2014-12-10'],
    ['2014-12', '2014-12-01', '2014-12-31'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['2014', '2014-01-01', '2014-12-31'],
    ['2012~', '2012-01-01', '2012-12-31'],
    ['2019-05-31?', '2019-05-31', '2019-05-31'],
    ['2014-12~-10', '2014-12-10', '2014-12-10'],
    ['2014-12-11/2014-12-17', '2014-12-11', '2014-12-17'],
    ['2011-03/2015', '2011-03-01', '2015-12-31'],
    ['../2014-12-10', '-infinity', '2014-12-10'],
    ['2006/..', '2006-01-01', 'infinity'],
    ['/2014', '-infinity', '2014-12-31'],
    ['2014/', '2014-01-01', 'infinity'],
    ['201X', '2010-01-01', '2019-12-31'],
    ['2014-12-XX', '2014-12-01', '2014-12-31'],
    ['[2014, 2016]', '2014-01-01', '2016-12-31'],
    ['{2014-01,2015}', '2014-01-01', '2015-12-31'],
    ['[..2014]', '-infinity', '2014-12-31'],
    ['2015-21', '2015-03-01', '2015-05-31'],
    ['2015-22', '2015-06-01', '2015-08-31'],
    ['2015-24', '2015-12-01', '2016-02-29'],
    ['2015-30', '2015-12-01', '2016-02-29'],
    ['2015-34', '2015-04-01', '2015-06-30'],
    ['2015-37', '2015-01-01', '2015-04-30'],
    ['2015-41', '2015-07-01', '2015-12-31'],
    ['2014-12-10T23:00:00-05:00', '2014-12-11', '2014-12-11'],
    ['2014-12-10T10:00:00Z', '2014-12-10', '2014-12-10'],
    ['0001-01-01', '0001-01-01', '0001-01-01'],
    ['9999', '9999-01-01', '9999-12-31'],
    ['2005/2005', '2005-01-01', '2005-12-31'],
    ['2014-12/2014-12', '2014-12-01', '2014-12-31'],
  ])('%s lasts from %s to %s', (edtf, earliest, latest) => expect(readEdtf(edtf)).toEqual({ edtf, earliest, latest }));

  it.each([
    ['', 'is empty or has a space at an end'],
    [' 2014', 'is empty or has a space at an end'],
    ['2014-13', 'is no EDTF date: it goes wrong at character 7'],
    ['2014-02-30', 'is no EDTF date: it goes wrong at character 9'],
    ['10.12.2014', expect.stringContaining('is no EDTF date')],
    ['December 2014', expect.stringContaining('is no EDTF date')],
    ['2019/2014', 'ends before it begins'],
    ['0000', 'has a year outside 1 to 9999'],
    ['-0044-03-15', 'has a year outside 1 to 9999'],
    ['Y12000', 'has a year outside 1 to 9999'],
    ['XXXX-12-25', 'has a year outside 1 to 9999'],
    ['9999-24', 'has a year outside 1 to 9999'],
    ['2014-12-10T10:00:00', 'has a time without a time zone'],
    [`[${'2014,'.repeat(30)}2015]`, 'is longer than 100 characters'],
  ])('%s is refused', (edtf, error) => expect(readEdtf(edtf)).toEqual({ error }));

  it('answers every text, and in order when it answers with days', () => {
    const piece = fc.constantFrom(
      '2014',
      '-',
      '12',
      '/',
      '..',
      '~',
      '?',
      'X',
      '[',
      ']',
      '{',
      '}',
      ',',
      'Y',
      '21',
      'T',
      '%',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const date = readEdtf(text);
          if ('error' in date) return date.error.length > 0 && !isEdtf(text);
          return date.earliest === '-infinity' || date.latest === 'infinity' || date.earliest <= date.latest;
        },
      ),
      { numRuns: 500 },
    );
  });
});
