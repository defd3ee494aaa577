-- Names in their spellings. They are folded by the program (src/lib/fold.ts), stored ones and asked ones; everything else
-- about them is here, so that what an index holds and what a query looks for come from the same functions.

-- ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────

/* The words of a folded name in alphabetical order, without articles; with them, where there is nothing else. */
create function name_words(folded text) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  words text[] := array(select w from unnest(string_to_array(folded, ' ')) w order by w collate "C");
  plain text[] := array(select w from unnest(words) w
    where w <> all ('{"",al,el,ul,ad,an,ar,as,ash,at,az,the,аль}') order by w collate "C");
begin
  return case when plain = '{}' then words else plain end;
end $$;

/* A folded name with legal forms of companies and small numbers in one way of writing. */
create function name_shortened(folded text) returns text language plpgsql immutable parallel safe strict as $$
declare
  long constant text[] := '{aktiengesellschaft,limited,company,corporation,incorporated,oao,ojsc,pjsc,cjsc,оао,пао,зао,ооо,
    kompagni,brothers,first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,1st,2nd,3rd,4th,5th,6th,7th,8th,9th,10th,
    one,two,three,four,five,six,seven,eight,nine,ten}';
  short constant text[] := '{ag,ltd,co,corp,inc,jsc,jsc,jsc,jsc,jsc,jsc,jsc,llc,
    co,bros,1,2,3,4,5,6,7,8,9,10,1,2,3,4,5,6,7,8,9,10,
    1,2,3,4,5,6,7,8,9,10}';
  plain text := ' ' || folded || ' ';
begin
  if plain ~ ' (stock|liability|limited|haftung|anonyme|anonima|azioni|limitata|limitee|limitada|vennootschap|общество) ' then
    plain := regexp_replace(plain, ' (?:(?:open|public|closed|private) )?joint stock co(?:mpany)? ', ' jsc ');
    plain := regexp_replace(plain, ' limited liability co(?:mpany)? ', ' llc ');
    plain := replace(plain, ' limited liability partnership ', ' llp ');
    plain := regexp_replace(plain, ' public limited co(?:mpany)? ', ' plc ');
    plain := replace(plain, ' gesellschaft mit beschrankter haftung ', ' gmbh ');
    plain := regexp_replace(plain, ' (?:societe anonyme|sociedad anonima) ', ' sa ');
    plain := replace(plain, ' societa per azioni ', ' spa ');
    plain := replace(plain, ' societe a responsabilite limitee ', ' sarl ');
    plain := regexp_replace(plain, ' (?:societatea cu raspundere|societa a responsabilita) limitata ', ' srl ');
    plain := regexp_replace(plain, ' sociedad (?:de responsabilidad )?limitada ', ' sl ');
    plain := replace(plain, ' besloten vennootschap ', ' bv ');
    plain := replace(plain, ' naamloze vennootschap ', ' nv ');
    plain := regexp_replace(plain, ' (?:(?:открытое|публичное|закрытое) )?акционерное общество ', ' jsc ');
    plain := replace(plain, ' общество с ограниченнои ответственностью ', ' llc ');
  end if;
  -- Letters that stood before points: S.A., L.L.C.
  if plain ~ '( [^ ]){2,} $' then
    plain := regexp_replace(plain, '((?: [^ ]){2,}) $', '') || ' ' || replace(substring(plain from '((?: [^ ]){2,}) $'), ' ', '') || ' ';
  end if;
  plain := regexp_replace(plain, '^ (?:pao|zao|ao) (?=[^ ])', ' jsc ');
  return (select string_agg(coalesce(short[array_position(long, w)], w), ' ' order by place)
    from unnest(string_to_array(btrim(plain), ' ')) with ordinality words (w, place));
end $$;

-- ── Sounds ──────────────────────────────────────────────────────────────────────────────────────────────────────

/* A word in Latin letters by its sounds: each consonant as one letter (X, S and Y for those of kh, sh and yes), vowels as they
   are written, long ones as one. */
create function name_sound(word text) returns text language plpgsql immutable parallel safe strict as $$
declare
  sound text;
begin
  if word in ('ibn', 'ben', 'bin') then return 'bin'; end if;
  if word in ('abd', 'abdel', 'abdul', 'abdal', 'abdol') then return 'abd'; end if;
  sound := replace(replace(replace(word, 'ee', 'i'), 'oo', 'u'), 'ou', 'u');
  sound := regexp_replace(sound, '(.)\1+', '\1', 'g');
  sound := regexp_replace(sound, '([aeiou])h$', '\1');
  sound := regexp_replace(sound, '([dt])r$', '\1er');
  sound := replace(sound, 'x', 'ks');
  sound := regexp_replace(sound, '[st]?ch|sh', 'S', 'g');
  sound := replace(replace(replace(replace(sound, 'kh', 'X'), 'gh', 'k'), 'ph', 'f'), 'ck', 'k');
  sound := replace(replace(replace(replace(sound, 'th', 't'), 'dh', 'd'), 'dj', 'j'), 'zh', 'j');
  sound := regexp_replace(sound, 'c(?=[eiy])', 's', 'g');
  sound := translate(sound, 'cqg', 'kkk');
  -- y and w that are spoken as consonants.
  sound := regexp_replace(sound, '[iy]+(?=[aou])|[iy]*y(?=[ei])|i(?=e$)', 'Y', 'g');
  sound := regexp_replace(sound, '[uw]+(?=[aei])', 'v', 'g');
  return replace(sound, 'w', 'u');
end $$;

/* What spellings of one word in Latin letters have in common: consonants by sound, each run of vowels as a dot, the first
   and the last vowel as one of three. A word with fewer than two consonants keeps its vowels, and a word that is not in
   Latin letters is its own key. */
create function name_key(word text) returns text language plpgsql immutable parallel safe strict as $$
declare
  sound text;
begin
  if word !~ '^[a-z]+$' then return word; end if;
  sound := name_sound(word);
  if length(translate(sound, 'aeiouy', '')) < 2 then
    sound := regexp_replace(replace(replace(replace(word, 'ee', 'i'), 'oo', 'u'), 'ou', 'u'), '([aeiou])h$', '\1');
    return '=' || regexp_replace(translate(sound, 'eyo', 'iiu'), '(.)\1+', '\1', 'g');
  end if;
  return coalesce(translate(substring(sound from '^[aeiouy]'), 'aeiouy', 'aiiooi'), '')
    || regexp_replace(btrim(sound, 'aeiouy'), '[aeiouy]+', '.', 'g')
    || coalesce(translate(substring(sound from '[aeiouy]$'), 'aeiouy', 'aaiooi'), '');
end $$;

/* The consonants of a key of Latin letters, a vowel at its beginning as a hyphen: what is compared with scripts without
   vowels. */
create function name_skeleton(key text) returns text language sql immutable parallel safe strict
  return regexp_replace(regexp_replace(key, '^=?[aiou]', '-'), '[=.aiouy]', '', 'g');

-- ── Scripts ─────────────────────────────────────────────────────────────────────────────────────────────────────

/* Whether a word is in Arabic or Hebrew letters, which leave vowels out. */
create function name_is_abjad(word text) returns boolean language sql immutable parallel safe strict
  return word ~ '^[\u0590-\u06ff]+$';

/* All ways to choose one of several letters for each letter of a word, nothing for an underscore; at most 16, else the
   first choice alone. None where a letter is not among `letters`. */
create function name_choices(word text, letters jsonb) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  letter text;
  choices text[];
  spellings text[] := '{""}';
begin
  foreach letter in array string_to_array(word, null) loop
    choices := string_to_array(case when letter ~ '[a-zXYS-]' then letter else letters ->> letter end, '/');
    if choices is null then return '{}'; end if;
    if cardinality(choices) * cardinality(spellings) > 16 then choices := choices[1:1]; end if;
    spellings := array(select spelling || choice from unnest(spellings) spelling, unnest(choices) choice);
  end loop;
  return array(select distinct replace(spelling, '_', '') from unnest(spellings) spelling where spelling <> '_');
end $$;

/* How a folded word in Cyrillic, Greek, Georgian or Armenian letters, or in Hangul, is written in Latin ones. */
create function name_spellings(word text) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  letters constant jsonb := '{
    "а":"a","б":"b","в":"v","г":"g/h","д":"d","е":"e","E":"e/ye","ж":"zh/z","з":"z","и":"i","к":"k","л":"l","м":"m","н":"n","о":"o","п":"p",
    "р":"r","с":"s","т":"t","у":"u","ф":"f","х":"kh/h","ц":"ts/c","ч":"ch/c","ш":"sh/s","щ":"shch","ъ":"_","ы":"y","ь":"_","э":"e",
    "ю":"yu","я":"ya","і":"i","є":"ye","ґ":"g","ђ":"dj","ј":"j/y","љ":"l","њ":"n","ћ":"c/ch","џ":"dj","ѕ":"dz","қ":"k","ғ":"g",
    "ұ":"u","ү":"u","ө":"o","ә":"a","ң":"n","һ":"h",
    "α":"a","β":"v","γ":"g/y","δ":"d","ε":"e","ζ":"z","η":"i","θ":"th","ι":"i","κ":"k","λ":"l","μ":"m","ν":"n","ξ":"x","ο":"o",
    "π":"p","ρ":"r","σ":"s","ς":"s","τ":"t","υ":"y","φ":"f","χ":"ch/h/kh","ψ":"ps","ω":"o",
    "ა":"a","ბ":"b","გ":"g","დ":"d","ე":"e","ვ":"v","ზ":"z","თ":"t","ი":"i","კ":"k","ლ":"l","მ":"m","ნ":"n","ო":"o","პ":"p",
    "ჟ":"zh","რ":"r","ს":"s","ტ":"t","უ":"u","ფ":"p","ქ":"k","ღ":"gh","ყ":"q","შ":"sh","ჩ":"ch","ც":"ts","ძ":"dz","წ":"ts",
    "ჭ":"ch","ხ":"kh","ჯ":"j","ჰ":"h",
    "ա":"a","բ":"b","գ":"g","դ":"d","ե":"e/ye","զ":"z","է":"e","ը":"y","թ":"t","ժ":"zh","ի":"i","լ":"l","խ":"kh","ծ":"ts",
    "կ":"k","հ":"h","ձ":"dz","ղ":"gh","ճ":"ch","մ":"m","յ":"y","ն":"n","շ":"sh","ո":"o","չ":"ch","պ":"p","ջ":"j","ռ":"r",
    "ս":"s","վ":"v","տ":"t","ր":"r","ց":"ts","ւ":"v","փ":"p","ք":"k","օ":"o","ֆ":"f",
    "\u1100":"g","\u1101":"kk","\u1102":"n","\u1103":"d","\u1104":"tt","\u1105":"r","\u1106":"m","\u1107":"b","\u1108":"pp",
    "\u1109":"s","\u110a":"ss","\u110b":"_","\u110c":"j","\u110d":"jj","\u110e":"ch","\u110f":"k","\u1110":"t","\u1111":"p",
    "\u1112":"h","\u1161":"a","\u1162":"ae","\u1163":"ya","\u1164":"yae","\u1165":"eo","\u1166":"e","\u1167":"yeo","\u1168":"ye",
    "\u1169":"o","\u116a":"wa","\u116b":"wae","\u116c":"oe","\u116d":"yo","\u116e":"u","\u116f":"wo","\u1170":"we","\u1171":"wi",
    "\u1172":"yu","\u1173":"eu","\u1174":"ui","\u1175":"i","\u11a8":"k","\u11a9":"k","\u11aa":"k","\u11ab":"n","\u11ac":"n",
    "\u11ad":"n","\u11ae":"t","\u11af":"l","\u11b0":"k","\u11b1":"m","\u11b2":"l","\u11b3":"l","\u11b4":"l","\u11b5":"p",
    "\u11b6":"l","\u11b7":"m","\u11b8":"p","\u11b9":"p","\u11ba":"t","\u11bb":"t","\u11bc":"ng","\u11bd":"t","\u11be":"t",
    "\u11bf":"k","\u11c0":"t","\u11c1":"p","\u11c2":"h"}';
  plain text := word;
begin
  if word !~ '^[\u0370-\u058f\u10a0-\u11ff]+$' then return '{}'; end if;
  plain := regexp_replace(plain, '^е', 'E');
  plain := replace(replace(replace(plain, 'ыи', 'ы'), 'дж', 'j'), 'кс', 'x');
  plain := replace(replace(replace(plain, 'ου', 'u'), 'γγ', 'ng'), 'ու', 'u');
  plain := regexp_replace(regexp_replace(plain, '^μπ', 'b'), '^ντ', 'd');
  plain := regexp_replace(plain, '(?<=[αε])υ(?=[αεηιοωβγδζλμνρ])', 'v', 'g');
  return name_choices(plain, letters);
end $$;

/* A folded word in Arabic or Hebrew letters without its article, and with letters of our own for signs whose place says what
   they are: Y and v for consonants, a hyphen for a vowel at the beginning, at the end `+` for a vowel and `*` for one that may
   be silent, H for a sound at the end that Latin letters may leave out, J for a Hebrew yod at the beginning. */
create function name_abjad_plain(word text) returns text language plpgsql immutable parallel safe strict as $$
declare
  plain text := regexp_replace(word, '^ال(?=..)', '');
begin
  plain := replace(plain, 'لل', 'ل');
  plain := regexp_replace(plain, '(?<=..)هاي$', '+');
  plain := regexp_replace(regexp_replace(plain, '(?<=.)[يי][اهהא]$', 'Y*'), '(?<=.)[وו][اهהא]$', 'v*');
  plain := regexp_replace(plain, '(?<=.)[هה]$', '*');
  plain := regexp_replace(plain, '(?<=.)[حח]$', 'H');
  plain := regexp_replace(plain, '(?<=.)[ويוי]$', '+');
  plain := replace(plain, 'يي', 'ي');
  plain := regexp_replace(plain, '^[اعאע]ا?', '-');
  plain := regexp_replace(regexp_replace(regexp_replace(plain, '^ي', 'Y'), '^[وו]', 'v'), '^י', 'J');
  return regexp_replace(regexp_replace(plain, '[يי](?=[اوהא])', 'Y', 'g'), '[وו](?=[ايיא])', 'v', 'g');
end $$;

/* Consonants that the letters of abjads stand for, as `name_sound` gives them; nothing for signs that may be vowels. */
create function name_abjad_letters() returns jsonb language sql immutable parallel safe return '{
    "ا":"_","ب":"b","ت":"t","ث":"t/s","ج":"j/k","ح":"h","خ":"X","د":"d","ذ":"d/z","ر":"r","ز":"z","س":"s","ش":"S","ص":"s",
    "ض":"d/z","ط":"t","ظ":"z/d","ع":"_","غ":"k","ف":"f","ق":"k","ك":"k","ل":"l","م":"m","ن":"n","ه":"h","و":"_/v","ي":"_/Y",
    "ء":"_","+":"_","*":"_","H":"h/_","J":"Y/-","پ":"p","چ":"S","ژ":"j","گ":"k","ڤ":"v",
    "א":"_","ב":"b/v","ג":"k","ד":"d","ה":"h","ו":"_/v","ז":"z","ח":"h/X","ט":"t","י":"_/Y","כ":"k/X","ך":"k/X","ל":"l","מ":"m",
    "ם":"m","נ":"n","ן":"n","ס":"s","ע":"_","פ":"p/f","ף":"f","צ":"ts/z","ץ":"ts/z","ק":"k","ר":"r","ש":"S/s","ת":"t"}'::jsonb;

/* The skeletons of a folded word in Arabic or Hebrew letters, as `name_skeleton` gives them for Latin ones. Signs for vowels
   count where they are surely consonants, and both ways where that cannot be told. */
create function name_abjad_skeletons(word text) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  return case when name_is_abjad(word) then name_choices(name_abjad_plain(word), name_abjad_letters()) else '{}' end;
end $$;

/* What the sounds of a word with one of these skeletons look like: a vowel that is written stands where its sign does and is of
   its kind; where none is written, there is one vowel at most. */
create function name_abjad_pattern(word text) returns text language plpgsql immutable parallel safe strict as $$
declare
  signs constant jsonb := '{"-":"~+","+":"~+","*":"~*","J":"(Y|~)","ا":"~*[ao]~*","ع":"~*","א":"~*","ע":"~*","ء":"~*",
    "و":"(~*[ouy]~*|~?v)","ו":"(~*[ouy]~*|~?v)","ي":"(~*[eiy]~*|~?Y)","י":"(~*[eiy]~*|~?Y)"}';
  pattern text := '';
  letter text;
begin
  foreach letter in array string_to_array(regexp_replace(name_abjad_plain(word), '^-(?=[ويוי])', ''), null) loop
    pattern := pattern || coalesce(signs ->> letter,
      '~?(' || replace(replace(coalesce(name_abjad_letters() ->> letter, letter), '_', ''), '/', '|') || ')');
  end loop;
  return '^' || replace(pattern, '~', '[aeiouy]') || '$';
end $$;

-- ── Forms ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- A name is found where what is asked for each of its words is among the forms of a stored one. The first character of a
-- form says in what way:
--   1 by sound, in one alphabet or another      h by sound, Hangul as it is spoken in Latin letters
--   A, L by consonants, a word in an abjad, one in another script
--   B, I by its initial, a word, an initial     S but for one letter
--   J the same ways, the name as one word       C, W initials of a name's words, a name of one word

/* A folded name as one word, with its articles. */
create function name_whole(folded text) returns text language sql immutable parallel safe strict
  return replace(name_shortened(folded), ' ', '');

/* The words of a folded name in order, shortened, without articles. */
create function name_terms(folded text) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  terms text[] := string_to_array(name_shortened(folded), ' ');
  plain text[] := array(select w from unnest(terms) with ordinality words (w, place)
    where w <> all ('{"",al,el,ul,ad,an,ar,as,ash,at,az,the,аль}') order by place);
begin
  return case when plain = '{}' then terms else plain end;
end $$;

/* Keys of a word by sound, as it is written and in Latin letters. */
create function name_sounds(word text) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  if word ~ '^[a-z0-9]+$' then return array[name_key(word)]; end if;
  if name_is_abjad(word) then return array[word, regexp_replace(word, '^ال(?=..)', '')]; end if;
  return array[word] || array(select name_key(spelling) from unnest(name_spellings(word)) spelling);
end $$;

/* Skeletons of a word in any script. */
create function name_skeletons(word text) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  if word ~ '^[a-z]+$' then return array[name_skeleton(name_key(word))]; end if;
  if name_is_abjad(word) then return name_abjad_skeletons(word); end if;
  return array(select name_skeleton(name_key(spelling)) from unnest(name_spellings(word)) spelling);
end $$;

/* Forms by sound and by consonants under which a stored word is found. */
create function name_near_forms(word text) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  sound constant text := case when word ~ '^[\u1100-\u11ff]' then 'h' else '1' end;
  consonants constant text := case when name_is_abjad(word) then 'A' else 'L' end;
  key text := name_key(word);
begin
  if octet_length(word) = length(word) then
    return array['1' || key] || case when length(name_skeleton(key)) > 1 then array['L' || name_skeleton(key)] else '{}' end;
  end if;
  return array['1' || word] || array(select sound || sounds from unnest(name_sounds(word)) sounds)
    || array(select consonants || skeleton from unnest(name_skeletons(word)) skeleton where length(skeleton) > 1);
end $$;

/* Forms by sound and by consonants that a word asked for looks for. */
create function name_near_asks(word text) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  consonants constant text := case when name_is_abjad(word) then 'L' else 'A' end;
  key text := name_key(word);
begin
  if octet_length(word) = length(word) then
    return array['1' || key, 'h' || key] || case when length(name_skeleton(key)) > 1 then array['A' || name_skeleton(key)] else '{}' end;
  end if;
  return array(select '1' || sounds from unnest(name_sounds(word)) sounds)
    || array(select consonants || skeleton from unnest(name_skeletons(word)) skeleton where length(skeleton) > 1);
end $$;

/* A word and what is left of it without one of its letters. Words of fewer than five letters, of more than 20, in Hangul and
   numbers have none: too much is like them. */
create function name_slips(word text) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  if length(word) not between 5 and 20 or word ~ '[0-9\u1100-\u11ff]' then return '{}'; end if;
  return array(select 'S' || left(word, place - 1) || substr(word, place + 1) from generate_series(1, length(word) + 1) place);
end $$;

/* All forms under which a stored word is found. */
create function name_word_forms(word text) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  return name_near_forms(word) || (case when length(word) = 1 then 'I' else 'B' end || left(word, 1)) || name_slips(word);
end $$;

/* All forms that a word asked for looks for. */
create function name_word_asks(word text) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  return name_near_asks(word) || (case when length(word) = 1 then 'B' else 'I' end || left(word, 1)) || name_slips(word);
end $$;

/* Words that stand side by side, each two as one; null where one of them is an initial. */
create function name_pairs(terms text[]) returns text[] language plpgsql immutable parallel safe strict as $$
begin
  return array(select case when least(length(terms[place]), length(terms[place + 1])) > 1 then terms[place] || terms[place + 1] end
    from generate_series(1, cardinality(terms) - 1) place order by place);
end $$;

/* The first letters of three to eight words of a folded name, without the small ones. */
create function name_acronym(folded text) returns text language plpgsql immutable parallel safe strict as $$
declare
  letters text := (select string_agg(left(w, 1), '' order by place)
    from unnest(string_to_array(folded, ' ')) with ordinality words (w, place)
    where w <> all ('{the,of,and,for,in,on,to,al,el,de,du,des,del,la,le,les,l,d,der,die,das,und,fur,s}'));
begin
  return case when length(letters) between 3 and 8 then letters end;
end $$;

/* All forms under which a folded name is found. An index is made without a search path: this one brings its own. */
create function name_forms(folded text) returns tsvector
  language plpgsql immutable parallel safe strict cost 10000 set search_path from current as $$
declare
  terms text[] := name_terms(folded);
begin
  return array_to_tsvector(array(
    select distinct left(form, 200) from (
      select unnest(name_word_forms(term)) as form from unnest(terms) term
      union all select unnest(name_near_forms(pair)) from unnest(name_pairs(terms)) pair
      -- Two words as one are their pair.
      union all select 'J' || unnest(name_near_forms(name_whole(folded))) where cardinality(terms) <> 2
      union all select 'C' || name_acronym(folded)
      union all select 'W' || terms[1] where cardinality(terms) = 1) forms
    where form is not null));
end $$;
create index actor_name_forms on actor_name using gin (name_forms(folded));
-- No plan asks how often a form is there, and finding that out would make the forms of 30 000 names anew each time.
alter index actor_name_forms alter column 1 set statistics 0;

/* Any of these forms, as a query; null for none. */
create function any_form(forms text[]) returns tsquery language plpgsql immutable parallel safe strict as $$
begin
  return (select string_agg(quote_literal(left(form, 200)), ' | ') from unnest(forms) form)::tsquery;
end $$;

/* What finds a folded name by sound or consonants. */
create function name_near_query(asked text) returns tsquery language plpgsql immutable parallel safe strict cost 10000 as $$
declare
  terms text[] := name_terms(asked);
  pairs text[] := name_pairs(terms);
  wanted tsquery;
begin
  for place in 1..cardinality(terms) loop
    wanted := coalesce(wanted && any_form(name_near_asks(terms[place]) || coalesce(name_near_asks(pairs[place - 1]), '{}')
      || coalesce(name_near_asks(pairs[place]), '{}')), any_form(name_near_asks(terms[place]) || coalesce(name_near_asks(pairs[1]), '{}')));
  end loop;
  return wanted || any_form(array(select 'J' || ask from unnest(name_near_asks(name_whole(asked))) ask));
end $$;

/* What else finds a folded name: initials and slips. */
create function name_far_query(asked text) returns tsquery language plpgsql immutable parallel safe strict cost 10000 as $$
declare
  terms text[] := name_terms(asked);
  initials boolean := cardinality(terms) > 1 and array_to_string(terms, ' ') ~ '[^ ][^ ]';
  wanted tsquery;
  word tsquery;
begin
  foreach word in array array(select any_form(array(select ask from unnest(name_word_asks(term)) ask where initials or left(ask, 1) not in ('B', 'I')))
      from unnest(terms) term) loop
    wanted := coalesce(wanted && word, word);
  end loop;
  if cardinality(terms) = 1 and length(terms[1]) between 3 and 8 then wanted := wanted || any_form(array['C' || terms[1]]); end if;
  wanted := coalesce(wanted || any_form(array['W' || name_acronym(asked)]), wanted);
  return wanted && !! name_near_query(asked);
end $$;

-- ── Agreement ───────────────────────────────────────────────────────────────────────────────────────────────────

/* Whether two words become one when a letter of each is left out, or a letter of one: those that share a form of `name_slips`. */
create function name_is_slip(one text, other text) returns boolean language plpgsql immutable parallel safe strict as $$
declare
  begins int := 0;
  ends int := 0;
  short int := least(length(one), length(other));
begin
  if short < 5 or abs(length(one) - length(other)) > 1 or greatest(length(one), length(other)) > 20
    or one || other ~ '[0-9\u1100-\u11ff]' then return false; end if;
  while begins < short and substr(one, begins + 1, 1) = substr(other, begins + 1, 1) loop begins := begins + 1; end loop;
  while ends < short - begins and substr(one, length(one) - ends, 1) = substr(other, length(other) - ends, 1) loop ends := ends + 1; end loop;
  one := substr(one, begins + 1, length(one) - begins - ends);
  other := substr(other, begins + 1, length(other) - begins - ends);
  return length(one) + length(other) = 1
    or length(one) = length(other) and (substr(one, 2) = left(other, -1) or substr(other, 2) = left(one, -1));
end $$;

/* Whether a word may be one in an abjad, by its consonants and by what is written of its vowels. */
create function name_sounds_like(word text, abjad text) returns boolean language plpgsql immutable parallel safe strict as $$
declare
  pattern constant text := name_abjad_pattern(abjad);
begin
  return exists (select from unnest(case when octet_length(word) = length(word) then array[word] else name_spellings(word) end) spelling
    where name_sound(spelling) ~ pattern);
end $$;

/* In what way a word asked for is a stored one that sounds otherwise: 2 by sound in an alphabet, 4 by sound in another script,
   6 by consonants, 8 by its initial, 10 but for a letter; null where in none. */
create function name_far_way(stored text, asked text) returns int language plpgsql immutable parallel safe strict as $$
begin
  if name_is_abjad(asked) and not name_is_abjad(stored) then
    return case when name_sounds_like(stored, asked) then 6 end;
  elsif name_is_abjad(stored) and not name_is_abjad(asked) then
    return case when name_sounds_like(asked, stored) then 6 end;
  elsif (octet_length(stored) > length(stored) or octet_length(asked) > length(asked))
    and name_sounds(stored) && name_sounds(asked) and not (stored ~ '^[\u1100-\u11ff]' and asked ~ '^[\u1100-\u11ff]') then
    return case when (octet_length(stored) > length(stored)) = (octet_length(asked) > length(asked)) then 2 else 4 end;
  elsif (length(stored) = 1) <> (length(asked) = 1) and left(stored, 1) = left(asked, 1) then
    return 8;
  end if;
  return case when name_is_slip(stored, asked) then 10 end;
end $$;

/* In how far all words asked for are among the stored ones, each of which answers one: 0 letter by letter, else as
   `name_far_way` says; the weakest of them counts, and one more is for stored words that were not asked for. Null where a word
   is missing, or where nothing agrees but initials and words of fewer than seven letters with a slip. */
create function name_match(stored text[], asked text[]) returns int language plpgsql immutable parallel safe strict as $$
declare
  partly constant int := (cardinality(asked) < cardinality(stored))::int;
  ways int[] := '{}';
  keys text[];
  missing text[] := '{}';
  word text;
  place int;
  weakest int := 0;
  sure boolean;
begin
  if cardinality(asked) > cardinality(stored) then return null; end if;
  foreach word in array asked loop
    place := array_position(stored, word);
    if place is null then missing := missing || word; else stored := stored[:place - 1] || stored[place + 1:]; end if;
  end loop;
  if missing = '{}' then return partly; end if;
  sure := cardinality(missing) < cardinality(asked);
  keys := array(select name_key(w) from unnest(stored) with ordinality words (w, at) order by at);
  asked := missing;
  missing := '{}';
  foreach word in array asked loop
    if octet_length(word) = length(word) then
      place := array_position(keys, name_key(word));
    else
      place := (select min(array_position(keys, sound)) from unnest(name_sounds(word)) sound);
    end if;
    if place is null then
      missing := missing || word;
    else
      weakest := greatest(weakest, case when octet_length(word) = length(word) or octet_length(stored[place]) > length(stored[place])
        then 2 else 4 end);
      stored := stored[:place - 1] || stored[place + 1:];
      keys := keys[:place - 1] || keys[place + 1:];
    end if;
  end loop;
  sure := sure or weakest > 0;
  if missing = '{}' then return weakest + partly; end if;
  -- Of the others, the best pair first.
  while missing <> '{}' loop
    declare
      best record;
    begin
      select a.place as asked_at, s.place as stored_at, name_far_way(s.word, a.word) as way, least(length(s.word), length(a.word)) as length
        into best from unnest(missing) with ordinality a (word, place), unnest(stored) with ordinality s (word, place)
        order by 3, 1, 2 limit 1;
      if best.way is null then return null; end if;
      weakest := greatest(weakest, best.way);
      sure := sure or best.way < 8 or best.way = 10 and best.length > 6;
      missing := missing[:best.asked_at - 1] || missing[best.asked_at + 1:];
      stored := stored[:best.stored_at - 1] || stored[best.stored_at + 1:];
    end;
  end loop;
  return case when sure then weakest + partly end;
end $$;

/* Matches of names of which one has two neighbours written as one. */
create function name_joined_matches(stored text[], asked text[]) returns setof int language plpgsql immutable parallel safe as $$
declare
  pairs text[] := name_pairs(stored);
begin
  for place in 1..cardinality(pairs) loop
    return next name_match(stored[:place - 1] || pairs[place] || stored[place + 2:], asked);
  end loop;
  pairs := name_pairs(asked);
  for place in 1..cardinality(pairs) loop
    return next name_match(stored, asked[:place - 1] || pairs[place] || asked[place + 2:]);
  end loop;
end $$;

/* In how far a stored name agrees with what is asked, both folded; null where it does not. */
create function name_agreement(folded text, asked text) returns text
  language plpgsql immutable parallel safe strict cost 10000 as $$
declare
  reasons constant text[] := '{NAME_SPACING,NAME_PART,NAME_TRANSLITERATION,NAME_PART_TRANSLITERATION,NAME_SCRIPT,NAME_PART_SCRIPT,
    NAME_CONSONANTS,NAME_PART_CONSONANTS,NAME_INITIALS,NAME_PART_INITIALS,NAME_SLIP,NAME_PART_SLIP}';
  have text[] := name_terms(folded);
  want text[] := name_terms(asked);
  match int;
begin
  if folded = asked then return 'NAME_FOLDED'; end if;
  if name_words(folded) = name_words(asked) then return 'NAME_WORD_ORDER'; end if;
  if replace(folded, ' ', '') = replace(asked, ' ', '') then return 'NAME_SPACING'; end if;
  match := name_match(have, want);
  if match = 0 then return 'NAME_ABBREVIATION'; end if;
  if match is null then
    match := (select min(m) from (select name_match(array[name_whole(folded)], array[name_whole(asked)])
      union all select name_joined_matches(have, want)) matches (m) where m < 8);
  end if;
  return case when match is not null then reasons[match + 1]
    when name_acronym(folded) = array_to_string(want, '') or name_acronym(asked) = array_to_string(have, '') then 'NAME_ACRONYM' end;
end $$;

/* The words of a name that answer words of the asked one, both folded; all of it where its words cannot be told apart. */
create function name_highlights(value text, folded text, asked text) returns jsonb
  language plpgsql immutable parallel safe as $$
declare
  word_pattern constant text := '[^][\s!-&(-/:-@\\^_{-~«»„“”–—…·،؛]+';
  said text[] := string_to_array(folded, ' ');
  asks text[] := array(select unnest(name_word_asks(term)) from unnest(name_terms(asked) || name_pairs(name_terms(asked))) term);
  whole constant jsonb := jsonb_build_array(jsonb_build_object('start_offset', 0, 'end_offset', char_length(value)));
  highlights jsonb := '[]';
begin
  if regexp_count(value, word_pattern) <> cardinality(said) then return whole; end if;
  for word in 1..cardinality(said) loop
    if name_word_forms(said[word]) && asks then
      highlights := highlights || jsonb_build_object('start_offset', regexp_instr(value, word_pattern, 1, word) - 1,
        'end_offset', regexp_instr(value, word_pattern, 1, word, 1) - 1);
    end if;
  end loop;
  return case when highlights = '[]' then whole else highlights end;
end $$;
