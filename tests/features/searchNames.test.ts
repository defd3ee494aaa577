import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packageRoot } from '../../src/config.js';
import { fold } from '../../src/lib/fold.js';
import { freshDatabase } from '../support/database.js';

const database = await freshDatabase();

interface Compared {
  /** The index of names finds the stored one. */
  readonly found: boolean;
  readonly agreement: string | null;
}

/** Whether stored names are found by asked ones, and in how far they agree. */
async function compare(pairs: readonly (readonly [asked: string, stored: string])[]): Promise<Compared[]> {
  return database.query<Compared>(
    `select name_forms(stored) @@ name_near_query(asked) or name_forms(stored) @@ name_far_query(asked) as found,
       name_agreement(stored, asked) as agreement
     from unnest($1::text[], $2::text[]) with ordinality p (asked, stored, place) order by place`,
    [pairs.map(([asked]) => fold(asked)), pairs.map(([, stored]) => fold(stored))],
  );
}

/** The reason why asked names find stored ones: null where they do not. */
const agreements = async (pairs: readonly (readonly [asked: string, stored: string])[]): Promise<(string | null)[]> =>
  (await compare(pairs)).map(({ found, agreement }) => (found ? agreement : null));

const inOneScript = [
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
  ['Путин', 'Путін', 'NAME_TRANSLITERATION'],
  ['Assad', 'al-Assad, Bashar', 'NAME_PART'],
  ['Alqaeda', 'al-Qaeda', 'NAME_SPACING'],
  ['al-Qaida', 'Alqaeda', 'NAME_TRANSLITERATION'],
  ['الأسد', 'بشار أسد', 'NAME_PART_TRANSLITERATION'],
  ['بشار أسد', 'بشار الأسد', 'NAME_TRANSLITERATION'],
  ['Moussa Abumarzuk', 'Moussa Abu Marzouk', 'NAME_TRANSLITERATION'],
  ['Hafen Lübeck Aktiengesellschaft', 'Hafen Lübeck AG', 'NAME_ABBREVIATION'],
  ['OAO Neftekhim', 'Neftekhim Open Joint Stock Company', 'NAME_ABBREVIATION'],
  ['Neftekhim S.A.', 'Neftekhim Société Anonyme', 'NAME_ABBREVIATION'],
  ['First Brigade', '1st Brigade', 'NAME_ABBREVIATION'],
  ['J.-C. Juncker', 'Jean-Claude Juncker', 'NAME_INITIALS'],
  ['Hassan Rouhani', 'H. Rouhani', 'NAME_INITIALS'],
  ['M. Zarif', 'Mohammad Javad Zarif', 'NAME_PART_INITIALS'],
  ['IRGC', 'Islamic Revolutionary Guard Corps', 'NAME_ACRONYM'],
  ['Popular Front for the Liberation of Palestine', 'PFLP', 'NAME_ACRONYM'],
  ['Angela Merkle', 'Angela Merkel', 'NAME_SLIP'],
  ['Lukashnko', 'Lukashenko', 'NAME_SLIP'],
  ['Владимир Путим', 'Владимир Путин', 'NAME_SLIP'],
  ['Khodorkovskt', 'Mikhail Khodorkovsky', 'NAME_PART_SLIP'],
] as const;

const inAnotherScript = [
  ['хания', 'Haniyeh', 'NAME_SCRIPT'],
  ['Путин', 'Vladimir Putin', 'NAME_PART_SCRIPT'],
  ['Sergey Lavrov', 'Сергей Лавров', 'NAME_SCRIPT'],
  ['Сергій Шойгу', 'Sergei Shoigu', 'NAME_SCRIPT'],
  ['Volodymyr Zelenskyy', 'Володимир Зеленський', 'NAME_SCRIPT'],
  ['Слободан Милошевић', 'Slobodan Milošević', 'NAME_SCRIPT'],
  ['Эрдоган', 'Erdoğan', 'NAME_SCRIPT'],
  ['Башар аль-Асад', 'Bashar al-Assad', 'NAME_SCRIPT'],
  ['Борис Ельцин', 'Boris Yeltsin', 'NAME_SCRIPT'],
  ['Александр Лукашенко', 'Alexander Lukashenko', 'NAME_SCRIPT'],
  ['Αλέξης Τσίπρας', 'Alexis Tsipras', 'NAME_SCRIPT'],
  ['Evangelos Venizelos', 'Ευάγγελος Βενιζέλος', 'NAME_SCRIPT'],
  ['ირაკლი ღარიბაშვილი', 'Irakli Garibashvili', 'NAME_SCRIPT'],
  ['Nikol Pashinyan', 'Նիկոլ Փաշինյան', 'NAME_SCRIPT'],
  ['Kim Jong-un', '김정은', 'NAME_SCRIPT'],
  ['문재인', 'Moon Jae-in', 'NAME_SCRIPT'],
  ['هنية', 'Haniyeh', 'NAME_CONSONANTS'],
  ['Haniya', 'إسماعيل هنية', 'NAME_PART_CONSONANTS'],
  ['يحيى السنوار', 'Yahya Sinwar', 'NAME_CONSONANTS'],
  ['علی خامنه‌ای', 'Ali Khamenei', 'NAME_CONSONANTS'],
  ['حسن روحانی', 'Hassan Rouhani', 'NAME_CONSONANTS'],
  ['Mahmoud Abbas', 'محمود عباس', 'NAME_CONSONANTS'],
  ['صالح العاروري', 'Saleh al-Arouri', 'NAME_CONSONANTS'],
  ['Hezbollah', 'حزب الله', 'NAME_CONSONANTS'],
  ['نتنياهو', 'Netanyahu', 'NAME_CONSONANTS'],
  ['בנימין נתניהו', 'Binyamin Netanyahu', 'NAME_CONSONANTS'],
  ['ישראל', 'Israel', 'NAME_CONSONANTS'],
  ['Касем Сулеймани', 'قاسم سلیمانی', 'NAME_CONSONANTS'],
] as const;

const alike = [...inOneScript, ...inAnotherScript];

describe('names', () => {
  it.each(inOneScript)('%s is said of %s: %s', async (asked, stored, agreement) => {
    expect(await compare([[asked, stored]])).toEqual([{ found: true, agreement }]);
  });

  it.each(inAnotherScript)('%s is said of %s in another script: %s', async (asked, stored, agreement) => {
    expect(await compare([[asked, stored]])).toEqual([{ found: true, agreement }]);
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
    ['Khaled Khaled Mashaal', 'Khaled Mashaal'],
    ['Victory', 'Viktor Orban'],
    ['Series 2004-1', 'Series 2005-1'],
    ['A. B.', 'Anna Berg'],
    ['Neftekhim AG', 'Neftekhim GmbH'],
    ['IRA', 'Isa Rami'],
    ['هاني', 'Haniyeh'],
    ['عراق', 'Iran'],
    ['حسين', 'Hassan'],
    ['Hussein', 'حسن'],
    ['محمود', 'Mohammed'],
    ['김정일', 'Kim Jong-un'],
    ['김종은', '김정은'],
    ['Иран', 'Iraq'],
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

  /** Words of few letters, so that many pairs of them are alike. */
  const likeWords = fc.sample(fc.string({ unit: fc.constantFrom('a', 'b', 'д'), minLength: 4, maxLength: 7 }), {
    numRuns: 150,
    seed: 7,
  });

  it('has a slip where a letter left out of each makes two words one, and nowhere else', async () => {
    const [counted] = await database.query<Record<'pairs' | 'slips' | 'otherwise', number>>(
      `select count(*)::int as pairs, count(*) filter (where name_is_slip(one, other))::int as slips,
         count(*) filter (where name_is_slip(one, other) <> (name_slips(one) && name_slips(other)))::int as otherwise
       from unnest($1::text[]) one, unnest($1::text[]) other where one <> other`,
      [likeWords],
    );
    expect(counted!.pairs).toBeGreaterThan(10_000);
    expect(counted!.slips).toBeGreaterThan(300);
    expect(counted!.otherwise).toBe(0);
  });

  it('finds by the index whatever agrees', async () => {
    const all = [...new Set(alike.flatMap(([asked, stored]) => [asked, stored]))];
    const names = [...all.filter((_name, place) => place % 6 === 0), ...likeWords.slice(0, 8)];
    const compared = await compare(names.flatMap((asked) => names.map((stored) => [asked, stored] as const)));
    const agreeing = compared.filter(({ agreement }) => agreement !== null);
    expect(agreeing.length).toBeGreaterThan(names.length);
    expect(agreeing.filter(({ found }) => !found)).toEqual([]);
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
  it('are told apart: few wrong ones are found, and most of the right ones', async () => {
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
    expect(measures.precision).toBeGreaterThan(0.91);
    expect(measures.recall).toBeGreaterThan(0.78);
  });
});
