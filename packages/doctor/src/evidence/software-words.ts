/**
 * Does a sentence speak of software at all? On a building site gates are locked, lunches time out and
 * inspectors reject: the words of errors are everybody's, and tell of one only beside a word of programs.
 */

/** Whatever is this short is not a sentence: somebody typed the words of an error. A guess. */
const SENTENCE_WORDS_MIN = 5

const SOFTWARE_WORDS =
  /\b(?:procore\w*|app|apps|application|api|apis|http\w*|error\w*|fail\w*|server\w*|gateway|requests?|respon\w+|sites?(?= (?:is|was|says|shows))|web\w*|pages?|links?|files?|documents?|upload\w*|download\w*|sessions?|log(?:ged|ging)? ?(?:in|out|on)|sign(?:ed|ing)? ?(?:in|out|on)|logins?|passwords?|passcode|credentials|accounts?|users?|permissions?|access\w*|tokens?|records?|fields?|param\w*|values?|valid\w*|invalid\w*|json|xml|data|database|sync\w*|import\w*|export\w*|batch\w*|bulk|calls?|query|limits?|rate|quer(?:y|ies)|connect\w*|network\w*|wi-?fi|internet|certificate|dns|proxy|webhooks?|hooks?|integration\w*|erp|tools?|modules?|browser\w*|exception\w*|unavailable|maintenance|overload\w*|payload|ids?|origin_id|status|messages?|service|system|retry\w*|click\w*|save[ds]?|submit\w*|loading|loads?)\b|[{}<>_]|\w\.\w+\(/i

/** What errors say, and people say of everything else as well. */
const EVERYDAY_WORDS =
  /\b(?:lock(?:ed|s)?|time[ds]?[- ]?outs?|too (?:long|large|many|busy|short)|moved|changed|modified|deleted|renamed|denied|rejected|refused|missing|required|expired|in progress|allowed|permitted|not (?:be )?found|stale|duplicates?|keys?|columns?|looking for|unexpected|dropped)\b/gi

/** A sentence without the words that it shares with everyday talk; the same when it speaks of software. */
export function withoutEverydayWords(text: string): string {
  return speaksOfSoftware(text) ? text : text.replace(EVERYDAY_WORDS, ' ')
}

/** True as well for what is no sentence. */
function speaksOfSoftware(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  return words.length < SENTENCE_WORDS_MIN || SOFTWARE_WORDS.test(text)
}
