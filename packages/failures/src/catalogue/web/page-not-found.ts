/** The formatted 404: the page or file is not there. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const pageNotFoundKnown: KnownMode = {
  id: 'page-not-found',
  surface: 'web',
  status: 404,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'web',
      statuses: [404],
      text: /(?:page|file)\b.{0,80}\b(?:not here|not found|does ?n[o']t exist|moved|renamed|deleted)|looking for/i,
      from: [seedWeb('404 - File not found'), ours('words of the formatted page; not documented')],
    },
  ],
  generalFor: [404],
  twins: {
    ids: ['malformed-link'],
    question:
      'Is the link written exactly as Procore writes it? Compare it with one copied from the address bar, or run `underpin explain` on it.',
  },
}

export const pageNotFound: FailureMode = /* @__PURE__ */ told(pageNotFoundKnown, {
  title: 'The page or file is not there.',
  summary: {
    says: 'Procore is working, but nothing lives at this address: the page or file was moved, renamed or deleted, or the address was never right.',
    from: [seedWeb('404 - File not found')],
  },
  wire: {
    status: 404,
    shape: 'E9',
    text: 'This page or file is not here. It may have been moved, renamed or deleted.',
    from: [seedWeb('404 - File not found'), ours('the words are ours')],
  },
  causes: [
    {
      says: 'The page or file was moved, renamed or deleted.',
      tellApart:
        'Search for it inside Procore: it turns up under another name or place, or not at all. The link fails for colleagues too.',
      from: [seedWeb('404 - File not found')],
    },
    {
      says: 'The link is damaged.',
      tellApart:
        'It differs from a link copied afresh from the address bar: its end is missing, or a word in it is misspelt.',
      from: [seedWeb('404 - File not found')],
    },
    {
      says: 'The browser holds on to something old.',
      tellApart:
        'The same link opens in another browser, on another device or in a private window.',
      from: [seedWeb('404 - File not found')],
    },
    {
      says: 'Procore itself is in trouble.',
      tellApart:
        'The link is right, another browser with a cleared cache shows the same, and things fail for colleagues too. Look at the status page.',
      from: [seedWeb('404 - File not found')],
    },
  ],
  remedies: {
    user: {
      says: 'Compare the link with one copied from Procore. Then try it in another browser or on another device, clear the browser’s cache and start the browser again. If it still fails, search for the page from the tool’s own list.',
      from: [seedWeb('404 - File not found')],
    },
    integration: {
      says: 'Give people the links that Procore gives you, rather than links put together from numbers, and drop links to things that were deleted.',
      from: [ours('a link that a program made is mended in that program')],
    },
    companyAdmin: {
      says: 'Look whether the item was deleted, moved or renamed, and restore it or send the new link.',
      from: [seedWeb('404 - File not found')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the link is mended or the item restored. If Procore is in trouble, until that is over.',
    from: [seedWeb('404 - File not found')],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'The item is in its list, but opening it from there shows this page too, in every browser.',
        from: [seedWeb('404 - File not found')],
      },
    ],
    to: 'company-admin',
    evidence: ['The link, whole, and how you came by it', ...PERSON_EVIDENCE],
    from: [
      seed503('When to Contact Procore Support for Procore Error 503'),
      ours('the patience of the guide to 503; an administrator sees what was deleted'),
    ],
  },
  from: [seedWeb('404 - File not found'), fact('12', 'documented')],
})
