/**
 * Styles in the Citation Style Language for the one kind of source there is here, an article in the web of an outlet. APA
 * comes with the library; for the other two see docs/decisions/formatted-citations.md.
 */

const info = (id: string, title: string) =>
  `<info><title>${title}</title><id>sourcebook-${id}</id><updated>2026-01-01T00:00:00+00:00</updated></info>`;

/** A date that is not stated stands in brackets, as what is supplied by whoever cites. */
const dated = (date: string, undated: string) => `<macro name="date">
    <choose>
      <if variable="issued">
        <choose>
          <if is-uncertain-date="issued"><group prefix="[" suffix="]">${date}</group></if>
          <else>${date}</else>
        </choose>
      </if>
      ${undated}
    </choose>
  </macro>`;

/** The day of access is told of what is not dated for sure. */
const accessed = (words: string, date: string) => `<choose>
    <if variable="issued" match="none"><group delimiter=" "><text value="${words}"/>${date}</group></if>
    <else-if is-uncertain-date="issued"><group delimiter=" "><text value="${words}"/>${date}</group></else-if>
  </choose>`;

const title = '<macro name="title"><text variable="title" quotes="true"/></macro>';
const outlet = '<macro name="outlet"><text variable="container-title" font-style="italic"/></macro>';

/** Chicago Manual of Style: notes and bibliography. The outlet stands for an author who is not named. */
export const chicago = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
  ${info('chicago', 'Chicago, notes and bibliography')}
  ${dated('<date variable="issued" form="text"/>', '<else><text term="no date" form="short"/></else>')}
  ${title}
  ${outlet}
  <macro name="author">
    <names variable="author">
      <name and="text" delimiter-precedes-last="always" name-as-sort-order="first"/>
      <substitute><text macro="outlet"/></substitute>
    </names>
  </macro>
  <citation>
    <layout suffix="." delimiter="; ">
      <group delimiter=", ">
        <names variable="author"><name and="text"/></names>
        <text macro="title"/>
        <text macro="outlet"/>
        <text macro="date"/>
        <group delimiter=" "><label variable="locator" form="short"/><number variable="locator"/></group>
        ${accessed('accessed', '<date variable="accessed" form="text"/>')}
        <text variable="URL"/>
      </group>
    </layout>
  </citation>
  <bibliography>
    <layout suffix=".">
      <group delimiter=". ">
        <text macro="author"/>
        <text macro="title"/>
        <group delimiter=", "><text macro="outlet"/><text macro="date"/></group>
        ${accessed('Accessed', '<date variable="accessed" form="text"/>')}
        <text variable="URL"/>
      </group>
    </layout>
  </bibliography>
</style>`;

const mlaDate = (variable: string) => `<date variable="${variable}" delimiter=" ">
  <date-part name="day"/><date-part name="month" form="short"/><date-part name="year"/></date>`;

/** MLA Handbook: list of works cited. What has no date has none there. */
export const mla = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  ${info('mla', 'MLA, works cited')}
  <locale xml:lang="en">
    <terms>
      <term name="month-05" form="short">May</term>
      <term name="month-06" form="short">June</term>
      <term name="month-07" form="short">July</term>
      <term name="month-09" form="short">Sept.</term>
      <term name="paragraph" form="short"><single>par.</single><multiple>pars.</multiple></term>
    </terms>
  </locale>
  ${dated(mlaDate('issued'), '')}
  ${title}
  ${outlet}
  <citation>
    <layout prefix="(" suffix=")" delimiter="; ">
      <group delimiter=", ">
        <names variable="author">
          <name form="short" and="text"/>
          <substitute><text macro="title"/></substitute>
        </names>
        <group delimiter=" "><label variable="locator" form="short"/><number variable="locator"/></group>
      </group>
    </layout>
  </citation>
  <bibliography>
    <layout suffix=".">
      <group delimiter=". ">
        <names variable="author"><name and="text" delimiter-precedes-last="always" name-as-sort-order="first"/></names>
        <text macro="title"/>
        <group delimiter=", "><text macro="outlet"/><text macro="date"/><text variable="URL"/></group>
        ${accessed('Accessed', mlaDate('accessed'))}
      </group>
    </layout>
  </bibliography>
</style>`;
