/** The formatted 404 again, but the link itself is damaged. */
import type { FailureMode, KnownMode, Signature } from '../../failure-mode.ts'
import { fact, ours, seedWeb } from '../sources.ts'
import { told } from '../told.ts'

/** A letter too many: `showww`, `shhow`, `listt`. */
const MISSPELT =
  /\/(?!(?:show|list|edit|new|home)\b)(?:s+h+o+w+|l+i+s+t+|e+d+i+t+|n+e+w+|h+o+m+e+)(?:[/?#]|$)/

/** Cut off in the middle: `rfi/sho`, `rfi/`, `rfi/show` without a number. */
const CUT_OFF =
  /\/(?:project|company)(?:\/[a-z_]{1,60})?\/(?:s|sh|sho|show|l|li|lis|e|ed|edi|edit|n|ne)?\/?$/

/** What the page says whose link is good: of a link that is visibly not, it says nothing more. */
const NOT_HERE = /not (?:here|found)|does ?n[o'’]t exist|moved|deleted/i

export const malformedLinkKnown: KnownMode = {
  id: 'malformed-link',
  surface: 'web',
  status: 404,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      // `https\\app…`, `https:\\app…`, `https:/app…`, `https//app…`: no browser gets anywhere with it.
      path: /^\/?https?(?::?(?:\\|%5c)|:\/(?!\/)|\/\/)/i,
      from: [seedWeb('404 - File not found')],
    },
    ...[MISSPELT, CUT_OFF].flatMap((path): Signature[] => {
      const framed = { surface: 'web', statuses: [404], path } as const
      const from = [seedWeb('404 - File not found'), fact('1', 'documented')] as const
      return [
        { ...framed, from },
        { ...framed, text: NOT_HERE, from },
      ]
    }),
    {
      // A backslash, an address inside an address, or what a sentence left on the end of a link.
      surface: 'web',
      statuses: [404],
      path: /\\|%5c|https?:\/\/|(?:[)\]>,;'"]|\.{1,3}|%29|%3e|%22|%20|…|%e2%80%a6)$/i,
      from: [seedWeb('404 - File not found'), ours('what copying out of a text does to a link')],
    },
  ],
  twins: {
    ids: ['page-not-found'],
    question:
      'Is the link written exactly as Procore writes it? Compare it with one copied from the address bar, or run `underpin explain` on it.',
  },
}

export const malformedLink: FailureMode = /* @__PURE__ */ told(malformedLinkKnown, {
  title: 'The link is damaged: part of it is missing or misspelt.',
  summary: {
    says: 'The address itself is wrong: cut off when it was copied, misspelt, or broken by a mail program. Procore shows the same page as for a page that was deleted, but the page is probably still there under the right address.',
    from: [seedWeb('404 - File not found')],
  },
  wire: {
    status: 404,
    shape: 'E9',
    text: 'This page or file is not here. It may have been moved, renamed or deleted.',
    from: [seedWeb('404 - File not found'), ours('the same page as page-not-found')],
  },
  causes: [
    {
      says: 'The link was cut off when it was copied, or where a mail broke the line.',
      tellApart:
        'It ends in the middle of a word, in a slash, or without the number of the item: `/project/rfi/sho`.',
      from: [seedWeb('404 - File not found')],
    },
    {
      says: 'A word in the link is misspelt.',
      tellApart: 'Compare it word by word with a good one: `showww` where `show` belongs.',
      from: [seedWeb('404 - File not found')],
    },
    {
      says: 'The beginning is broken.',
      tellApart:
        'It does not begin with `https://`: it has backslashes, or the colon or a slash is missing, as in `https\\\\app.procore.com`.',
      from: [seedWeb('404 - File not found')],
    },
    {
      says: 'Something that is no part of the link hangs on to it.',
      tellApart: 'It ends in a bracket, a quotation mark, a comma or a full stop.',
      from: [ours('what copying out of a text does to a link')],
    },
  ],
  remedies: {
    user: {
      says: 'Mend the link by hand, or ask the sender for it again as a whole. Otherwise open Procore and go to the item through the project and its tool.',
      from: [seedWeb('404 - File not found')],
    },
    integration: {
      says: 'Use links as Procore returns them. Where you must build one, encode each part and test it.',
      from: [ours('a link that a program made is mended in that program')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the link is mended.',
    from: [seedWeb('404 - File not found')],
  },
  escalation: {
    afterMs: null,
    when: [],
    to: 'nobody',
    evidence: [],
    from: [seedWeb('404 - File not found'), ours('whoever sent the link can mend it')],
  },
  from: [seedWeb('404 - File not found'), fact('12', 'documented')],
})
