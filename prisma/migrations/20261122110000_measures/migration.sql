-- What a unit measures. Units are words of whoever coded the claim; here they get one spelling, a kind, and the factor to
-- the unit that amounts of that kind are compared in. Nothing is stored: a source's unit stays as it was written.

-- `unit`: the spelling under which amounts are put together; `factor`: how many of these one of the written unit is.
-- Written with `thousand`, `million`, `billion` or `trillion` before it, a unit is that many of itself.
-- MONEY is the active codes of ISO 4217; no currency is converted into another. What is not listed is OTHER and its own
-- unit, in capitals.
create function measure_of(written text) returns table (unit text, kind text, factor numeric)
language sql immutable parallel safe rows 1 as $$
  select coalesce(known.unit, word.bare), coalesce(known.kind, case when word.bare = any(
      '{AED,AFN,ALL,AMD,AOA,ARS,AUD,AWG,AZN,BAM,BBD,BDT,BGN,BHD,BIF,BMD,BND,BOB,BRL,BSD,BTN,BWP,BYN,BZD,CAD,CDF,CHF,CLP,CNY,
        COP,CRC,CUP,CVE,CZK,DJF,DKK,DOP,DZD,EGP,ERN,ETB,EUR,FJD,FKP,GBP,GEL,GHS,GIP,GMD,GNF,GTQ,GYD,HKD,HNL,HTG,HUF,IDR,
        ILS,INR,IQD,IRR,ISK,JMD,JOD,JPY,KES,KGS,KHR,KMF,KPW,KRW,KWD,KYD,KZT,LAK,LBP,LKR,LRD,LSL,LYD,MAD,MDL,MGA,MKD,MMK,
        MNT,MOP,MRU,MUR,MVR,MWK,MXN,MYR,MZN,NAD,NGN,NIO,NOK,NPR,NZD,OMR,PAB,PEN,PGK,PHP,PKR,PLN,PYG,QAR,RON,RSD,RUB,RWF,
        SAR,SBD,SCR,SDG,SEK,SGD,SHP,SLE,SOS,SRD,SSP,STN,SVC,SYP,SZL,THB,TJS,TMT,TND,TOP,TRY,TTD,TWD,TZS,UAH,UGX,USD,UYU,
        UZS,VED,VES,VND,VUV,WST,XAF,XCD,XOF,XPF,YER,ZAR,ZMW}'::text[]) then 'MONEY' else 'OTHER' end),
    word.scale * coalesce(known.factor, 1)
  from (
    select regexp_replace(upper(regexp_replace(btrim(written), '[\s_]+', ' ', 'g')),
        '^(THOUSAND|MILLION|BILLION|TRILLION)S?( OF)? (?=.)', '') as bare,
      case substring(upper(btrim(written)) from '^(THOUSAND|MILLION|BILLION|TRILLION)S?[\s_]+.')
        when 'THOUSAND' then 1e3 when 'MILLION' then 1e6 when 'BILLION' then 1e9 when 'TRILLION' then 1e12 else 1 end as scale
  ) word
  left join (values
    ('US DOLLAR', 'USD', 'MONEY', 1), ('US DOLLARS', 'USD', 'MONEY', 1), ('US$', 'USD', 'MONEY', 1),
    ('EURO', 'EUR', 'MONEY', 1), ('EUROS', 'EUR', 'MONEY', 1), ('POUND STERLING', 'GBP', 'MONEY', 1),
    ('SHEKEL', 'ILS', 'MONEY', 1), ('SHEKELS', 'ILS', 'MONEY', 1), ('NIS', 'ILS', 'MONEY', 1),
    ('IRANIAN RIAL', 'IRR', 'MONEY', 1), ('IRANIAN TOMAN', 'IRR', 'MONEY', 10),
    ('PERSON', 'PERSON', 'PEOPLE', 1), ('PERSONS', 'PERSON', 'PEOPLE', 1), ('PEOPLE', 'PERSON', 'PEOPLE', 1),
    ('CHILD', 'CHILD', 'PEOPLE', 1), ('CIVILIAN', 'CIVILIAN', 'PEOPLE', 1), ('DETAINEE', 'DETAINEE', 'PEOPLE', 1),
    ('FAMILY', 'FAMILY', 'PEOPLE', 1), ('FIGHTER', 'FIGHTER', 'PEOPLE', 1), ('HOUSEHOLD', 'HOUSEHOLD', 'PEOPLE', 1),
    ('MEMBER', 'MEMBER', 'PEOPLE', 1), ('MILITANT', 'MILITANT', 'PEOPLE', 1), ('OFFICER', 'OFFICER', 'PEOPLE', 1),
    ('OFFICIAL', 'OFFICIAL', 'PEOPLE', 1), ('PRISONER', 'PRISONER', 'PEOPLE', 1), ('PROTESTER', 'PROTESTER', 'PEOPLE', 1),
    ('REFUGEE', 'REFUGEE', 'PEOPLE', 1), ('SOLDIER', 'SOLDIER', 'PEOPLE', 1), ('STUDENT', 'STUDENT', 'PEOPLE', 1),
    ('TROOP', 'TROOP', 'PEOPLE', 1), ('VOTER', 'VOTER', 'PEOPLE', 1), ('WORKER', 'WORKER', 'PEOPLE', 1),
    ('AIRCRAFT', 'AIRCRAFT', 'WEAPONS', 1), ('BOMB', 'BOMB', 'WEAPONS', 1), ('DRONE', 'DRONE', 'WEAPONS', 1),
    ('GRENADE', 'GRENADE', 'WEAPONS', 1), ('LAUNCHER', 'LAUNCHER', 'WEAPONS', 1), ('MINE', 'MINE', 'WEAPONS', 1),
    ('MISSILE', 'MISSILE', 'WEAPONS', 1), ('MISSILES', 'MISSILE', 'WEAPONS', 1), ('MORTAR', 'MORTAR', 'WEAPONS', 1),
    ('RIFLE', 'RIFLE', 'WEAPONS', 1), ('ROCKET', 'ROCKET', 'WEAPONS', 1), ('ROCKETS', 'ROCKET', 'WEAPONS', 1),
    ('SHELL', 'SHELL', 'WEAPONS', 1), ('TANK', 'TANK', 'WEAPONS', 1), ('WARHEAD', 'WARHEAD', 'WEAPONS', 1),
    ('GRAM', 'KILOGRAM', 'MASS', 0.001), ('KG', 'KILOGRAM', 'MASS', 1), ('KILOGRAM', 'KILOGRAM', 'MASS', 1),
    ('TON', 'TON', 'MASS', 1), ('TONNE', 'KILOGRAM', 'MASS', 1000), ('POUND', 'KILOGRAM', 'MASS', 0.45359237),
    ('METRE', 'METRE', 'LENGTH', 1), ('METER', 'METRE', 'LENGTH', 1), ('KM', 'METRE', 'LENGTH', 1000),
    ('KILOMETRE', 'METRE', 'LENGTH', 1000), ('KILOMETER', 'METRE', 'LENGTH', 1000), ('MILE', 'METRE', 'LENGTH', 1609.344),
    ('PERCENT', 'PERCENT', 'SHARE', 1), ('%', 'PERCENT', 'SHARE', 1), ('PERCENTAGE POINT', 'PERCENTAGE POINT', 'SHARE', 1)
  ) known (name, unit, kind, factor) on known.name = word.bare
$$;

-- Bounds of an amount: its own when one is given, otherwise the amount itself. An end that the source leaves open is null.
create function lowest_of(amount numeric, low numeric, high numeric) returns numeric language sql immutable parallel safe as $$
  select case when low is null and high is null then amount else low end
$$;
create function highest_of(amount numeric, low numeric, high numeric) returns numeric language sql immutable parallel safe as $$
  select case when low is null and high is null then amount else high end
$$;

-- Periods in a mean Gregorian year of 365.2425 days.
create function periods_in_year(per quantity_period) returns numeric language sql immutable parallel safe as $$
  select case per when 'DAY' then 365.2425 when 'WEEK' then 365.2425 / 7 when 'MONTH' then 12 when 'YEAR' then 1 end
$$;
