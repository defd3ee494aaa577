import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { article, aWorld, faultsOf, opinions, place, registry, type Files, type World } from './world.js';

let world: World;
let empty: Record<string, unknown[]>;
beforeAll(async () => {
  world = await aWorld();
  empty = await world.snapshot();
});

/** Faults of the invented place with one text in one of its files replaced. */
async function faultsWith(file: keyof typeof place, old: string | RegExp, next: string): Promise<string[]> {
  if (place[file].replace(old, next) === place[file]) throw new Error(`${String(old)} is not in ${file}`);
  const faults = await faultsOf(world.import({ ...place, [file]: place[file].replace(old, next) }));
  expect(await world.snapshot()).toEqual(empty);
  return faults;
}

describe('the form of a file', () => {
  it.each([
    [
      'an unknown key',
      'speechAct: STATE',
      'spechAct: STATE',
      ['53:5: claims[1]: "speechAct" is missing', '55:5: unknown key "spechAct" (did you mean "speechAct"?)'],
    ],
    [
      'a wrong value',
      'temporality: PRESENT',
      'temporality: PRESNT',
      [
        '58:18: claims[1].temporality: "PRESNT" is not one of PAST, PRESENT, FUTURE, CONDITIONAL (did you mean "PRESENT"?)',
      ],
    ],
    [
      'a number for a text',
      '"Ferries to stop"',
      '2020',
      ['7:13: article.headline: must be a text, not the number 2020 (a text goes in quotes)'],
    ],
    [
      'a year for a date',
      'stated: "2020-10"',
      'stated: 2020',
      [
        '60:13: claims[1].stated: must be an EDTF date in quotes, or a mapping with "edtf", not the number 2020 (a text goes in quotes)',
      ],
    ],
    [
      'a text for a list',
      'subjects: [harbour-board]',
      'subjects: harbour-board',
      ['43:15: claims[0].subjects: must be a list, not the text "harbour-board"'],
    ],
    ['a blank statement', '"Two ferries stop in winter."', '"  "', ['38:16: claims[0].statement: is blank']],
    [
      'a key with capitals',
      'key: ferries-2020',
      'key: Ferries-2020',
      ['6:8: article.key: "Ferries-2020" is not a key: lower case letters, digits and hyphens'],
    ],
    [
      'an address of another kind',
      'https://example.com/ferries',
      'javascript:alert(1)',
      ['8:8: article.url: "javascript:alert(1)" is not an address that begins with http:// or https://'],
    ],
    ['a review without a name', 'state: ACCEPTED, by: "A desk"', 'state: ACCEPTED', ['4:9: review: "by" is missing']],
    [
      'a claim without citations',
      /citations:\n {6}- .*\n {6}- .*\n {2}- key: passengers/,
      'citations: []\n  - key: passengers',
      ['50:16: claims[0].citations: must have at least 1'],
    ],
    [
      'a link without anybody',
      'unnamed: "a resident", ',
      '',
      ['65:9: claims[1].chain[1]: needs one of "actor", "unnamed"'],
    ],
  ])('%s', async (_what, old, next, faults) => {
    const found = await faultsWith('article.yaml', old, next);
    expect(found.filter((fault) => fault.startsWith('article'))).toEqual(
      faults.map((fault) => `article.yaml:${fault}`),
    );
  });

  it.each<[string, string | Uint8Array, string]>([
    ['broken YAML', 'dossier: 1\nactors: [', ':2:10: '],
    ['broken JSON', '{"dossier": 1,, }', ':1:'],
    ['a key given twice', 'dossier: 1\ndossier: 1\n', ':2:1: Map keys must be unique'],
    ['two documents', 'dossier: 1\n---\ndossier: 1\n', 'holds several documents'],
    ['nothing', '', ':1:1: the file is empty'],
    ['a list', '- 1', ':1:1: must be a mapping, not a list'],
    ['another version', 'dossier: 2', ':1:10: dossier: must be 1, not 2'],
    ['bytes that are no UTF-8', Uint8Array.from([0x61, 0xe9]), 'is not UTF-8'],
    ['a NUL', 'dossier: 1\nmemberOf: ["a\\0"]', ':2:12: holds a NUL or half of a surrogate pair, which is no text'],
    ['half a character', '{"dossier": 1, "memberOf": ["\\ud83d"]}', 'holds a NUL or half of a surrogate pair'],
    ['nesting without end', '['.repeat(50_000), 'is nested too deeply'],
    ['a bomb of aliases', bomb(), 'uses its aliases too often'],
    [
      'a list behind many aliases',
      `a: &a [${'x,'.repeat(4000)}x]\nb: [${'*a,'.repeat(4000)}*a]`,
      'uses its aliases too often',
    ],
    ['too many bytes', `# ${'x'.repeat(17 * 1024 * 1024)}`, 'bytes; at most 16777216 are read'],
  ])('%s', async (_what, content, reason) => {
    const [fault, ...others] = await faultsOf(world.import({ 'a.yaml': content }));
    expect(fault).toContain(reason);
    expect(others.length).toBeLessThan(5);
  });

  it('no text makes the import fail otherwise', async () => {
    const other = await aWorld();
    const pieces = article.split(/(?<=[\s:,{}[\]"-])/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.nat(pieces.length - 1),
            fc.constantFrom('', '"', '{', '[', ']', '}', ':', '- ', '1', '~', '\n', '*a', '&a'),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async (edits) => {
          const text = [...pieces];
          for (const [at, piece] of edits) text[at] = piece;
          const outcome = await other
            .import({ ...place, 'article.yaml': text.join('') })
            .catch((error: Error) => error.name);
          if (typeof outcome === 'string') expect(outcome).toBe('ImportRejected');
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the meaning of a dossier', () => {
  it.each<[string, keyof typeof place, string | RegExp, string, string[]]>([
    [
      'an unknown actor',
      'article.yaml',
      'subjects: [harbour-board]',
      'subjects: [harbor-board]',
      ['43:16: actor "harbor-board" is neither in these files nor stored (did you mean "harbour-board"?)'],
    ],
    [
      'an unknown event',
      'article.yaml',
      'event: ferries-stop',
      'event: ferry',
      ['44:12: event "ferry" is neither in these files nor stored'],
    ],
    [
      'an unknown collection',
      'article.yaml',
      'memberOf: [ferries]',
      'memberOf: [ferry]',
      ['3:12: collection "ferry" is neither in these files nor stored'],
    ],
    [
      'an unknown claim',
      'opinions.yaml',
      'claims: [ferries-2020/ferries-stop]',
      'claims: [ferries-2020/ferry-stops]',
      [
        '9:14: claim "ferries-2020/ferry-stops" is neither in these files nor stored (did you mean "ferries-2020/ferries-stop"?)',
      ],
    ],
    [
      'a date that is none',
      'article.yaml',
      'edtf: "2020-24", words',
      'edtf: "2020-13", words',
      ['45:15: the date "2020-13" is no EDTF date: it goes wrong at character 7'],
    ],
    [
      'words that are not there',
      'article.yaml',
      'quote: "two ferries would stop in winter"',
      'quote: "three ferries"',
      ['51:9: version "published": the words do not stand in the text'],
    ],
    [
      'words that stand twice',
      'article.yaml',
      'quote: "The Harbour Board"',
      'quote: "Doe"',
      ['49:17: version "published": the words stand 2 times in the text; say which with "occurrence"'],
    ],
    [
      'an occurrence too many',
      'article.yaml',
      'quote: "The Harbour Board"',
      'quote: "Doe", occurrence: 3',
      ['49:17: version "published": occurrence 3 of words that stand 2 times'],
    ],
    [
      'a span behind the end',
      'article.yaml',
      'at: [21, 34], words: "Harbour Board"',
      `at: [160, 173], words: "Harbour Board"`,
      ['34:5: the span [160, 173] lies outside version "published", which has 163 code points'],
    ],
    [
      'a span beside its words',
      'article.yaml',
      'at: [21, 34]',
      'at: [22, 35]',
      ['34:5: the words at [22, 35] of version "published" do not have that hash'],
    ],
    [
      'a span longer than its words',
      'article.yaml',
      'at: [21, 34]',
      'at: [21, 35]',
      ['34:5: the span [21, 35] has 14 code points, its "words" 13'],
    ],
    [
      'an unknown version',
      'article.yaml',
      'version: digest, quote: "40,000',
      'version: summary, quote: "40,000',
      ['68:9: the article has no version "summary"'],
    ],
    [
      'overlapping ranges',
      'article.yaml',
      'at: [17, 114]',
      'at: [14, 114]',
      ['24:11: the range [14, 114] overlaps the one before it, or stands out of order'],
    ],
    [
      'text that no range covers',
      'article.yaml',
      'at: [116, 162]',
      'at: [120, 162]',
      ['25:11: no range covers the text between 114 and 120'],
    ],
    [
      'a range behind the end',
      'article.yaml',
      'at: [116, 162]',
      'at: [116, 200]',
      ['25:11: the range [116, 200] lies outside the 163 code points of the text'],
    ],
    [
      'a hash of another text',
      'article.yaml',
      'textFile: text.txt',
      `textFile: text.txt\n      sha256: "${'0'.repeat(64)}"`,
      [expect.stringMatching(/^22:15: the text has the hash [0-9a-f]{64}$/) as unknown as string],
    ],
    [
      'a text file outside',
      'article.yaml',
      'textFile: text.txt',
      'textFile: ../text.txt',
      ['21:17: the text file leads out of the folder of the dossier'],
    ],
    [
      'no text file',
      'article.yaml',
      'textFile: text.txt',
      'textFile: none.txt',
      ['21:17: the text file cannot be read: ENOENT'],
    ],
    [
      'a digest without text',
      'article.yaml',
      /text: \|\n.*\n\n.*\n/,
      `sha256: "${'0'.repeat(64)}"\n      length: 100\n`,
      ['26:7: a DIGEST needs its "text": it is written to be read'],
    ],
    [
      'quotes of a text that is not at hand',
      'article.yaml',
      'textFile: text.txt',
      `sha256: "${'0'.repeat(64)}"\n      length: 163`,
      [
        ...['36:5', '50:17', '52:9', '68:9'].map(
          (at) =>
            `${at}: the text of version "published" is not at hand: give "at" and "sha256" (sourcebook dossier seal does)`,
        ),
      ],
    ],
    [
      'a chain that starts elsewhere',
      'article.yaml',
      'actor: example-daily, role: REPORTING_OUTLET, quotation: NARRATED, relay: FIRSTHAND }',
      'actor: jane-doe, role: REPORTING_OUTLET, quotation: NARRATED, relay: FIRSTHAND }',
      ['64:9: a chain starts with the outlet of the article, "example-daily", as REPORTING_OUTLET'],
    ],
    [
      'more words than may be passed on',
      'article.yaml',
      'words: "About 40,000 people a year"',
      'words: "About 40,000 people a year use"',
      ['62:77: has more than 5 words of a text that is not open'],
    ],
    [
      'bounds the wrong way round',
      'article.yaml',
      'amount: 40000',
      'low: 5, high: 4',
      ['62:9: "low" 5 is above "high" 4'],
    ],
    [
      'an outlet that is none',
      'registry.yaml',
      'kind: MEDIA_OUTLET',
      'kind: COMPANY',
      ['12:13: "outlet" is for actors of kind MEDIA_OUTLET, not COMPANY'],
    ],
    [
      'a family that leads back',
      'registry.yaml',
      'outlet: { family: example-group',
      'outlet: { family: example-daily',
      ['9:5: the family of "example-daily" leads back to itself'],
    ],
    [
      'an event within itself',
      'registry.yaml',
      'time: { edtf: "2020-24" }',
      'time: { edtf: "2020-24" }\n    parent: ferries-stop',
      [
        '24:5: the larger event of "winter-season" leads back to itself',
        '30:5: the larger event of "ferries-stop" leads back to itself',
      ],
    ],
    [
      'an actor defined twice',
      'registry.yaml',
      'key: harbour-board',
      'key: jane-doe',
      [
        expect.stringContaining(': actor "jane-doe" is defined twice; first at ') as unknown as string,
        expect.stringContaining('actor "harbour-board" is neither') as unknown as string,
      ],
    ],
    [
      'a relation to oneself',
      'opinions.yaml',
      'to: harbour-board',
      'to: jane-doe',
      ['3:5: "jane-doe" stands in relation to itself'],
    ],
    [
      'a sub-kind of no contradiction',
      'opinions.yaml',
      'type: CONTRADICTS',
      'type: SUPPORTS',
      [expect.stringContaining('"subKind" is for CONTRADICTS, not SUPPORTS') as unknown as string],
    ],
    [
      'a value of the other scale',
      'opinions.yaml',
      'value: 3',
      'value: C',
      [expect.stringContaining('INFORMATION_CREDIBILITY goes from 1 to 6, not "C"') as unknown as string],
    ],
  ])('%s', async (_what, file, old, next, faults) => {
    const found = await faultsWith(file, old, next);
    const here = found.map((fault) => fault.replace(`${file}:`, ''));
    expect(here).toEqual(expect.arrayContaining(faults));
  });

  it('is checked in all files at once, whatever is wrong with one of them', async () => {
    const files: Files = {
      ...place,
      'registry.yaml': registry.replace('kind: PERSON', 'kind: HUMAN'),
      'article.yaml': article.replace('event: ferries-stop', 'event: none').replace('"2020-10"', '"soon"'),
      'opinions.yaml': opinions.replace('to: harbour-board', 'to: nobody'),
    };
    expect(await faultsOf(world.import(files))).toEqual([
      'article.yaml:44:12: event "none" is neither in these files nor stored',
      expect.stringContaining('article.yaml:60:13: the date "soon" is no EDTF date'),
      'opinions.yaml:5:9: actor "nobody" is neither in these files nor stored',
      expect.stringContaining('registry.yaml:14:11: actors[2].kind: "HUMAN" is not one of PERSON, STATE'),
    ]);
    expect(await world.snapshot()).toEqual(empty);
  });
});

/** Nine levels of aliases, each of nine of the one below. */
function bomb(): string {
  const levels = 'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(9)}x]`);
  return `a: &a [x]\n${levels.join('\n')}`;
}
