/**
 * Where somebody met an error, from how it is told: in the browser or in a program. The same status has
 * another cause and another remedy there, and people say it without being asked: `I get 503 in Chrome`.
 */
import type { Surface } from '@underpin/failures'

/** Of screens and of people before them. */
const BROWSER_WORDS =
  /\b(?:browsers?|chrome|firefox|safari|incognito|private window|web ?(?:site|page)s?|web site|pages?|screens?|click(?:ed|ing)?|bookmark|cookies|my (?:account|password|session)|your (?:account|password|session)|log(?:ged|ging)? ?(?:in|out)(?: attempts?| page| again)?|log-?in attempts?|back online)\b/i

/** Somebody who does something by hand, and reads what comes of it; programs call, post and return. */
const PERSON_ACTS =
  /\bwhen(?:ever)? (?:(?:i|we|he|she|they|you) )?(?:(?:try|tries|trying|want|go|goes) to )?(?:open|click|sav|submit|print|switch|view|log)(?:s|e|es|ing|ting|ching)?\b|\b(?:it|site|app|screen ?shots?|procore) (?:just |only |still |now |always )?(?:says|said|tells|told|shows|showed)\b|\bscreen ?shots?\b|\b(?:opens?|shows?) an? [45]\d\d\b/i

/** Somebody who names Procore as what fails sits before it; programs speak of an API or of a token. */
const PROCORE_SPEAKS =
  /\b(?:in|on|into|using|opening|open) procore\b(?!['’ ]s? ?api)|\bprocore(?:\.com|['’]s)? (?:site|app|error|is|was|has|says|said|shows|showed|gives|gave|keeps|asks|tells|told|does|won['’]?t)\b|\b(?:is|was) procore (?:down|up|offline|back|broken|in|under)\b/i

/** The error screens are titled so: a status, a dash, words. */
const SCREEN_TITLE = /^\W{0,3}[45]\d\d\s+[-–—]\s+\p{L}/u

/** A file that is not there, as the page of 404 words it; programs ask for records. */
const FILE_MISSING = /\bfile\b.{0,20}\b(?:not found|moved|renamed|deleted)/i

/** Of programs, and of the people who write them. */
const PROGRAM_WORDS =
  /\b(?:api|curl|endpoint|integrations?|scripts?|sdk|postman|json|sync(?:ing)?|payload|(?:get|post|put|patch|delete) \/\S+|rest\/v\d)\b/i

/** Of notices to a receiver; in an address it is the API that lists them. */
const WEBHOOK_WORDS = /(?<![/\w])web ?hooks?\b(?!\/)/i

/** Of signing a program in. */
const OAUTH_WORDS =
  /\boauth\b|\bredirect[ _]ur[il]\b|\bgrant[ _]type\b|\bclient[ _](?:id|secret)\b|\bauthori[sz]ation code\b|\bconsent\b/i

/** Of the hosts that take the files. */
const STORAGE_WORDS = /\b(?:s3|amazon(?:aws)?|storage host|bucket|pre-?signed)\b/i

/** Null when the text does not tell, or tells both. */
export function placeOf(text: string): Surface | null {
  if (STORAGE_WORDS.test(text)) return 'storage'
  if (WEBHOOK_WORDS.test(text)) return 'webhook'
  if (OAUTH_WORDS.test(text)) return 'oauth'
  const isProgram = PROGRAM_WORDS.test(text)
  const isBrowser = [BROWSER_WORDS, PERSON_ACTS, PROCORE_SPEAKS, SCREEN_TITLE, FILE_MISSING].some(
    (words) => words.test(text),
  )
  if (isProgram === isBrowser) return null
  return isProgram ? 'api' : 'web'
}
