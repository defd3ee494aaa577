import type { ExportName } from '../../features/index.js';

const vague = '{ edtf earliest latest }';
const vagueWithWords = '{ edtf earliest latest words }';
const named = '{ id name }';
const collections = 'collections { id key title }';

/**
 * What a line of an export holds: a selection of the record's type, as in a query, except that lists in it are given
 * whole. `id` comes first, because an export goes on after the last one that was met. Documented in docs/export.md.
 */
export const records: Readonly<Record<ExportName, string>> = {
  articles: `{
    id key headline url
    outlet ${named} outletBasis outletNote
    authors ${named}
    published ${vague} publishedBasis publishedNote
    section language genre textRight rightsHolder rightsNote recordedAt
    versions { nodes { id key kind language capturedOn sha256 length textHeld notice } }
    ${collections}
  }`,
  actors: `{
    id key kind name description wikidata active ${vague} country wireAgency
    family ${named}
    identifiedIds
    names { nodes { value language script kind valid ${vague} } }
    roles { nodes { id key type title to ${named} valid ${vagueWithWords} } }
    ${collections}
  }`,
  events: `{
    id key title description type modes status
    time ${vagueWithWords}
    place { name country precision latitude longitude }
    parent { id key title }
    participants { nodes { position role actor ${named} } }
    ${collections}
  }`,
  claims: `{
    id key statement speechAct polarity certainty temporality
    reviewState reviewedBy reviewedOn origin versionNumber recordedAt notice
    published ${vague} asserted ${vagueWithWords} stated ${vagueWithWords}
    article { id key headline url language genre }
    outlet ${named}
    speaker { id name kind }
    relay linkCount
    chain { position role actor ${named} unnamed quotation relay cue certainty polarity }
    subjects ${named}
    objects ${named}
    eventType event { id key title type status time ${vague} }
    quantities { amount low high unit per approximate words }
    citations { nodes { id version { id key } start end status quote quoteUnavailable } }
    supersedes { id } supersededBy { id }
    ${collections}
  }`,
  citations: `{
    id position
    quote quoteUnavailable start end sha256 status score anchorStart anchorEnd
    claim {
      id key statement speechAct polarity reviewState
      speaker ${named} outlet ${named}
    }
    version {
      id key kind language sha256 length notice textRight
      article { id key headline url published ${vague} }
    }
  }`,
};
