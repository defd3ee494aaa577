import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEdtf } from '../../src/lib/edtf.js';

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
    ['2013-24/2013-24', '2013-12-01', '2014-02-28'],
    ['2014-06/2014', '2014-06-01', '2014-12-31'],
    ['195', '1950-01-01', '1959-12-31'],
    ['19', '1900-01-01', '1999-12-31'],
    ['2012-02-29', '2012-02-29', '2012-02-29'],
    ['2000-02-29~', '2000-02-29', '2000-02-29'],
    ['201X-02-29', '2012-02-29', '2016-02-29'],
    ['190X-02-29', '1904-02-29', '1908-02-29'],
    ['201X-02-29/2020', '2012-02-29', '2020-12-31'],
    ['../201X-02-29', '-infinity', '2016-02-29'],
    ['201X-02-XX', '2010-02-01', '2019-02-28'],
    ['2014-0X-31', '2014-01-31', '2014-08-31'],
    ['2013-X2-31', '2013-12-31', '2013-12-31'],
    ['2014-12-X0', '2014-12-10', '2014-12-30'],
    ['1950S2', '1900-01-01', '1999-12-31'],
    ['1985S3', '1980-01-01', '1989-12-31'],
    ['1985S1', '1000-01-01', '1999-12-31'],
    ['1985S4', '1985-01-01', '1985-12-31'],
    ['0950S2', '0950-01-01', '0959-12-31'],
    ['Y19E2S2', '1900-01-01', '1999-12-31'],
    ['[2016, 2014]', '2014-01-01', '2016-12-31'],
    ['{2012-02-28..2013-03-01}', '2012-02-28', '2013-03-01'],
    ['[2014,2016..]', '2014-01-01', 'infinity'],
  ])('%s lasts from %s to %s', (edtf, earliest, latest) => expect(readEdtf(edtf)).toEqual({ edtf, earliest, latest }));

  it.each([
    ['', 'is empty or has a space at an end'],
    [' 2014', 'is empty or has a space at an end'],
    ['2014-13', 'is no EDTF date: it goes wrong at character 7'],
    ['2014-02-30', 'is no EDTF date: it goes wrong at character 9'],
    ['2013-02-29', 'has a day that the calendar does not have: 2013-02-29'],
    ['1900-02-29', 'has a day that the calendar does not have: 1900-02-29'],
    ['19X1-02-29', 'has a day that the calendar does not have: 19X1-02-29'],
    ['2013?-02-~29', 'has a day that the calendar does not have: 2013-02-29'],
    ['2013-02-29T10:00:00Z', 'has a day that the calendar does not have: 2013-02-29'],
    ['2012-02-28/2013-02-29', 'has a day that the calendar does not have: 2013-02-29'],
    ['[2012-02-29..2013-02-29]', 'has a day that the calendar does not have: 2013-02-29'],
    ['20141210', 'is no EDTF date: it goes wrong at character 5'],
    ['10.12.2014', expect.stringContaining('is no EDTF date')],
    ['December 2014', expect.stringContaining('is no EDTF date')],
    ['2019/2014', 'ends before it begins'],
    ['{2014..2013}', 'ends before it begins'],
    ['0000', 'has a year outside 1 to 9999'],
    ['-0044-03-15', 'has a year outside 1 to 9999'],
    ['Y12000', 'has a year outside 1 to 9999'],
    ['Y17E7S2', 'has a year outside 1 to 9999'],
    ['XXXX-12-25', 'has a year outside 1 to 9999'],
    ['9999-24', 'has a year outside 1 to 9999'],
    ['2014-12-10T10:00:00', 'has a time without a time zone'],
    [`[${'2014,'.repeat(30)}2015]`, 'is longer than 100 characters'],
  ])('%s is refused', (edtf, error) => expect(readEdtf(edtf)).toEqual({ error }));

  it('knows every day of every month, and no other', () => {
    const parts = [
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 28, max: 31 }),
    ];
    fc.assert(
      fc.property(fc.tuple(...parts), ([year = 0, month = 0, day = 0]) => {
        const date = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), day].join('-');
        expect(!('error' in readEdtf(date))).toBe(new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date);
      }),
      { numRuns: 500 },
    );
  });

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
      'S2',
      '02-29',
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
          if ('error' in date) return date.error.length > 0;
          return date.earliest === '-infinity' || date.latest === 'infinity' || date.earliest <= date.latest;
        },
      ),
      { numRuns: 500 },
    );
  });
});
