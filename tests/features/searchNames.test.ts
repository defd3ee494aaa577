import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packageRoot } from '../../src/config.js';
import { fold } from '../../src/lib/fold.js';
import { freshDatabase } from '../support/database.js';

const database = await freshDatabase();

/** In how far stored names agree with asked ones: null where they do not. */
async function agreements(pairs: readonly (readonly [asked: string, stored: string])[]): Promise<(string | null)[]> {
  const rows = await database.query<{ agreement: string | null }>(
    `select case when name_keys(stored) @> name_keys(asked) or name_joined(stored) = name_joined(asked) then name_agreement(stored, asked) end as agreement
     from unnest($1::text[], $2::text[]) with ordinality p (asked, stored, place) order by place`,
    [pairs.map(([asked]) => fold(asked)), pairs.map(([, stored]) => fold(stored))],
  );
  return rows.map(({ agreement }) => agreement);
}

describe('names', () => {
  it.each([
    ['Haniyeh', 'Haniya', 'NAME_TRANSLITERATION'],
    ['Hanieh', 'Haniyya', 'NAME_TRANSLITERATION'],
    ['Mashal', 'Mashaal', 'NAME_TRANSLITERATION'],
    ['Meshaal', 'Khaled Mashal', 'NAME_PART_TRANSLITERATION'],
    ['Abu Marzuk', 'Abu Marzook', 'NAME_TRANSLITERATION'],
    ['Marzouk', 'Moussa Mohammed Abu Marzook', 'NAME_PART_TRANSLITERATION'],
    ['Qassem', 'Kassem', 'NAME_TRANSLITERATION'],
    ['Ghassem Suleimani', 'Qassem Soleimani', 'NAME_TRANSLITERATION'],
    ['Kasim', 'Qasim', 'NAME_TRANSLITERATION'],
    ['Hezbollah', 'Hizbullah', 'NAME_TRANSLITERATION'],
    ['Muhammad Dhaif', 'Mohamed Deif', 'NAME_TRANSLITERATION'],
    ['Abumarzouk', 'Abu Marzouk', 'NAME_SPACING'],
    ['Abumarzook', 'Abu Marzuk', 'NAME_TRANSLITERATION'],
    ['I.R.G.C.', 'IRGC', 'NAME_SPACING'],
    ['Mohamad Nasr', 'Muhammad Nasr', 'NAME_TRANSLITERATION'],
    ['Esmail Qaani', 'Ismail Qaani', 'NAME_TRANSLITERATION'],
    ['Javad Zarif', 'Mohammad Jawad Zareef', 'NAME_PART_TRANSLITERATION'],
    ['Usama ibn Ladin', 'Osama bin Laden', 'NAME_TRANSLITERATION'],
    ['Abdul Fattah Sisi', 'Abdel Fattah al-Sisi', 'NAME_TRANSLITERATION'],
    ['Yehia Sinouar', 'Yahya Sinwar', 'NAME_TRANSLITERATION'],
    ['Syria', 'Suriya', 'NAME_TRANSLITERATION'],
    ['Zarif, Mohammad Javad', 'Mohammad Javad Zarif', 'NAME_WORD_ORDER'],
    ['Sisi', 'al-Sisi', 'NAME_WORD_ORDER'],
    ['ḤAMĀS', 'Hamas', 'NAME_FOLDED'],
    ['hamas', 'Hamas political bureau', 'NAME_PART'],
    ['إسماعيل هنية', 'اسماعيل هنيه', 'NAME_FOLDED'],
  ])('%s is said of %s: %s', async (asked, stored, agreement) => {
    expect(await agreements([[asked, stored]])).toEqual([agreement]);
  });

  it.each([
    ['Nasr', 'Nassar'],
    ['Mahmoud', 'Mohammed'],
    ['Iran', 'Iraq'],
    ['Hani', 'Haniya'],
    ['Akbar', 'Akhbar'],
    ['Hamas', 'Hamza'],
    ['Gaza', 'Ghazi'],
    ['Ali', 'Alloush'],
    ['Khaled', 'Ghaled'],
    ['Mashaal', 'Mishaali'],
    ['Khaled Mashaal', 'Khaled'],
  ])('%s is not %s', async (asked, stored) => {
    expect(await agreements([[asked, stored]])).toEqual([null]);
  });

  it('agree with themselves, in capitals, in any order and in part', async () => {
    const syllables = fc.constantFrom(
      'ha',
      'kha',
      'mu',
      'sol',
      'ei',
      'qa',
      'ss',
      'yeh',
      'ou',
      'd',
      'ir',
      'ä',
      'ş',
      'ن',
      '7',
    );
    const word = fc.array(syllables, { minLength: 1, maxLength: 4 }).map((parts) => `b${parts.join('')}`);
    const name = fc
      .uniqueArray(word, { minLength: 2, maxLength: 4 })
      .filter((words) => words.every((w) => fold(w) !== ''));
    const names = fc.sample(name, { numRuns: 300, seed: 11 });
    const of = (change: (words: string[]) => string) =>
      agreements(names.map((words) => [change(words), words.join(' ')] as const));
    const only = async (found: Promise<(string | null)[]>) => [...new Set(await found)].sort();
    expect(await only(of((words) => words.join('-').toUpperCase()))).toEqual(['NAME_FOLDED']);
    expect(await only(of((words) => [...words].reverse().join(' ')))).toEqual(['NAME_WORD_ORDER']);
    expect(await only(of((words) => words.slice(1).join(', ')))).toEqual(['NAME_PART']);
  });
});

/** Pairs of names with the truth, from another project; no part of this one, and not everybody has them. */
const file = join(packageRoot, '../shared/data/names/cases.csv');
const describeWithCases = existsSync(file) ? describe : describe.skip;

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare!,
  );

describeWithCases(`the pairs of ${file}`, () => {
  it('are told apart: few wrong ones are found, of the right ones those that sound alike', async () => {
    const [header = [], ...lines] = readFileSync(file, 'utf8').trim().split('\n').map(cells);
    const cell = (line: string[], name: string) => line[header.indexOf(name)]!;
    const pairs = lines.map((line) => ({
      names: [cell(line, 'name1'), cell(line, 'name2')] as const,
      same: cell(line, 'is_match') === 'true',
    }));
    const found = await agreements(pairs.map(({ names }) => names));
    const back = await agreements(pairs.map(({ names: [one, other] }) => [other, one] as const));
    const judged = pairs.map((pair, index) => ({ ...pair, found: (found[index] ?? back[index]) !== null }));
    const right = judged.filter((pair) => pair.found && pair.same).length;
    const wrong = judged.filter((pair) => pair.found && !pair.same);
    const missed = judged.filter((pair) => !pair.found && pair.same).length;
    const measures = { precision: right / (right + wrong.length), recall: right / (right + missed) };
    process.stdout.write(`${pairs.length} pairs: ${JSON.stringify(measures)}\n`);
    expect(measures.precision).toBeGreaterThan(0.85);
    expect(measures.recall).toBeGreaterThan(0.4);
  });
});
