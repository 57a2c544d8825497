import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkLines } from '../diagnosis/link-lines.ts'
import { lintLink } from './links/lint-link.ts'
import { readProcoreUrl } from './procore-url.ts'
import { readEvidence } from './read-evidence.ts'

const RFI = 'https://app.procore.com/87654/project/rfi/show/123456'
const API = 'https://api.procore.com/rest/v1.0/projects/5/rfis'

describe('damaged links of the web app: what, and what belongs there', () => {
  it.each([
    // The seed about web errors.
    [
      'https\\\\app.procore.com/87654/project/rfi/show',
      ['broken-scheme', 'id-missing'],
      'https://app.procore.com/87654/project/rfi/show/{id}',
    ],
    [
      'https://app.procore.com/87654/project/rfi/sho',
      ['cut-short', 'id-missing'],
      'https://app.procore.com/87654/project/rfi/show/{id}',
    ],
    ['https://app.procore.com/87654/project/rfi/showww/123456', ['misspelt'], RFI],
    // Beginnings.
    ['htps://app.procore.com/87654/project/rfi/show/123456', ['broken-scheme'], RFI],
    ['ttps://app.procore.com/87654/project/rfi/show/123456', ['broken-scheme'], RFI],
    ['https//app.procore.com/87654/project/rfi/show/123456', ['broken-scheme'], RFI],
    ['https:/app.procore.com/87654/project/rfi/show/123456', ['broken-scheme'], RFI],
    ['https:app.procore.com/87654/project/rfi/show/123456', ['broken-scheme'], RFI],
    [`https://https://${RFI.slice(8)}`, ['broken-scheme'], RFI],
    ['http:\\\\app.procore.com\\87654\\project\\rfi\\show\\123456', ['broken-scheme'], RFI],
    [RFI.replace('https', 'http'), ['not-secure'], RFI],
    // What mail leaves.
    [`<${RFI}>`, ['stray-characters', 'stray-characters'], RFI],
    [`${RFI}%20`, ['stray-characters'], RFI],
    [`${RFI}).`, ['stray-characters'], RFI],
    [`"${RFI}",`, ['stray-characters', 'stray-characters'], RFI],
    ['https://app.procore.com/87654/project/rfi/\nshow/123456', ['line-break'], RFI],
    ['https://app.procore.com/87654/proj=\r\nect/rfi/show/123456', ['line-break'], RFI],
    [RFI.replace('rfi', 'r\u200Bfi'), ['stray-characters'], RFI],
    [`${RFI.slice(0, -4)}…`, ['cut-short'], RFI.slice(0, -4)],
    // Words.
    ['https://app.procore.com/87654/projct/rfi/show/123456', ['misspelt'], RFI],
    [
      'https://app.procore.com/87654/project/submitals/list',
      ['misspelt'],
      'https://app.procore.com/87654/project/submittals/list',
    ],
    [
      'https://app.procore.com/87654/project/rf',
      ['cut-short', 'cut-short'],
      'https://app.procore.com/87654/project/rfi/list',
    ],
    [
      'app.procore.com/87654/company/home/lits',
      ['misspelt'],
      'https://app.procore.com/87654/company/home/list',
    ],
    ['https://app.procore.com/87654/project/rfi/123456', ['cut-short'], RFI],
    // Numbers.
    ['https://app.procore.com/87654/project/rfi/123456/show', ['id-in-wrong-place'], RFI],
    ['https://app.procore.com/87654/project/123456/rfi/show', ['id-in-wrong-place'], RFI],
    ['https://app.procore.com/project/87654/rfi/show/123456', ['id-in-wrong-place'], RFI],
    ['https://app.procore.com/4001/87654/project/rfi/show/123456', ['id-in-wrong-place'], RFI],
    [
      'https://app.procore.com/4001/company/rfi/list',
      ['id-in-wrong-place'],
      'https://app.procore.com/{project_id}/project/rfi/list',
    ],
    [
      'https://app.procore.com/project/rfi/show/123456',
      ['id-missing'],
      'https://app.procore.com/{project_id}/project/rfi/show/123456',
    ],
    [
      'https://app.procore.com//project/rfi/show/123456',
      ['double-slash', 'id-missing'],
      'https://app.procore.com/{project_id}/project/rfi/show/123456',
    ],
    [
      'https://app.procore.com/acme/company/home/list',
      ['id-not-a-number'],
      'https://app.procore.com/{company_id}/company/home/list',
    ],
    [
      'https://app.procore.com/{project_id}/project/rfi/list',
      ['placeholder'],
      'https://app.procore.com/{project_id}/project/rfi/list',
    ],
    // Hosts.
    [RFI.replace('app', 'api'), ['wrong-host'], RFI],
    [RFI.replace('app', 'login'), ['wrong-host'], RFI],
    [RFI.replace('procore.com', 'procor.com'), ['look-alike-host'], RFI],
    [RFI.replace('procore.com', 'procore.com.login.example'), ['look-alike-host'], RFI],
    [RFI.replace('app.', 'aap.'), ['unknown-host'], RFI],
  ])('%s', (link, kinds, mended) => {
    const linted = lintLink(link)
    expect(linted.faults.map(({ kind }) => kind)).toEqual(kinds)
    expect(linted.mended).toBe(mended)
    expect(linted.failure).toBe('malformed-link')
    expect(readProcoreUrl(link)?.named, 'it is known for a link').toEqual(['malformed-link'])
  })
})

describe('calls of the API', () => {
  it.each([
    ['https://app.procore.com/rest/v1.0/projects/5/rfis', ['wrong-host'], API, 'route-unknown'],
    ['https://api.procore.com/rest/projects/5/rfis', ['version-missing'], API, 'route-unknown'],
    ['https://api.procore.com/v1.0/projects/5/rfis', ['version-missing'], API, 'route-unknown'],
    ['https://api.procore.com/rest/v1/projects/5/rfis', ['version-missing'], API, 'route-unknown'],
    [
      'https://api.procore.com/rest/v1.0/project/5/rfi',
      ['misspelt', 'misspelt'],
      API,
      'route-unknown',
    ],
    ['https://api.procore.com/rest//v1.0/projects/5/rfis', ['double-slash'], API, 'route-unknown'],
    [
      'https://login-sandbox.procore.com/rest/v1.0/projects/5/rfis',
      ['wrong-host'],
      'https://sandbox.procore.com/rest/v1.0/projects/5/rfis',
      'route-unknown',
    ],
    [
      'https://api-sandbox-monthly.procore.com/rest/v1.0/me',
      ['wrong-host'],
      'https://api-monthly.procore.com/rest/v1.0/me',
      'route-unknown',
    ],
    [
      'https://sandbox-api.procore.com/rest/v1.0/me',
      ['unknown-host'],
      'https://sandbox.procore.com/rest/v1.0/me',
      'malformed-link',
    ],
    [
      'https://api.procore.com/rest/v1.0/projects/{project_id}/rfis',
      ['placeholder'],
      'https://api.procore.com/rest/v1.0/projects/{project_id}/rfis',
      'resource-not-found',
    ],
    [
      'https://api.procore.com/rest/v1.0/projects/undefined/rfis/:id',
      ['placeholder', 'placeholder'],
      'https://api.procore.com/rest/v1.0/projects/{project_id}/rfis/{id}',
      'resource-not-found',
    ],
    [
      'https://api.procore.com/rest/v1.0/projects//rfis',
      ['double-slash', 'id-missing'],
      'https://api.procore.com/rest/v1.0/projects/{project_id}/rfis',
      'route-unknown',
    ],
    [
      'https://api.procore.com/rest/v1.0/projects/4001/5/rfis',
      ['id-in-wrong-place'],
      API.replace('/5/', '/4001/'),
      'resource-not-found',
    ],
    [
      'https://api.procore.com/rest/v1.0/companies/5/rfis',
      ['id-in-wrong-place'],
      'https://api.procore.com/rest/v1.0/projects/{project_id}/rfis',
      'resource-not-found',
    ],
    [
      'https://api.procore.com/rest/v1.0/projects/5/cost_codes?page=2',
      ['id-in-wrong-place'],
      'https://api.procore.com/rest/v1.0/cost_codes?project_id=5&page=2',
      'resource-not-found',
    ],
    [
      'https://api.procore.com/rest/v1.0/meetings?project_id=',
      ['id-missing'],
      'https://api.procore.com/rest/v1.0/meetings?project_id={project_id}',
      'resource-not-found',
    ],
  ])('%s', (link, kinds, mended, failure) => {
    const linted = lintLink(link)
    expect(linted.faults.map(({ kind }) => kind)).toEqual(kinds)
    expect(linted.mended).toBe(mended)
    expect(linted.failure).toBe(failure)
  })
})

it.each([
  RFI,
  API,
  'https://app.procore.com/4001/company/home/list',
  'https://app.procore.com/598134325779301/company/home/list',
  'https://us02.procore.com/webclients/host/companies/1/projects/2/tools/rfis',
  'https://app.procore.com/companies/1/projects',
  'https://app.procore.com/5001/project/home',
  'https://sandbox.procore.com/5001/project/rfi/list',
  'https://sandbox.procore.com/rest/v1.1/projects/5/submittals',
  'https://api.procore.com/rest/v2.0/companies/1/projects/2/anything_new',
  'https://login.procore.com/oauth/authorize?client_id=x&redirect_uri=http://localhost',
  'https://status.procore.com/',
  'http://localhost:4010/5001/project/documents/folder/12',
  'https://example.com/1/project/rfi/sho',
  'https://procore-sync.builder.example/rest/projects',
])('%s has nothing wrong to see', (link) => {
  expect(lintLink(link)).toMatchObject({ faults: [], mended: null, failure: null })
  expect(readProcoreUrl(link)).toMatchObject({ named: [], evidence: [] })
})

it.each([
  '503',
  'the app is not connected',
  'https',
  'app-not-connected',
  'two words.procore.com x',
])('"%s" is no link', (text) => {
  expect(readProcoreUrl(text)).toBeNull()
})

it('a mended link without open ends has nothing wrong with it any more', () => {
  const noise = fc.constantFrom('', '<', '"', '(', '%20', '.', ',', ')', '>')
  const word = fc.constantFrom(
    'rfi',
    'rfis',
    'submitals',
    'projct',
    'show',
    'showw',
    'list',
    'company',
    '12',
    '{id}',
    '',
    'rest',
    'v1',
    'projects',
  )
  const host = fc.constantFrom(
    'https://app.procore.com',
    'https\\\\app.procore.com',
    'api.procore.com',
    'https://sandbox.procor.com',
  )
  fc.assert(
    fc.property(
      noise,
      host,
      fc.array(word, { maxLength: 7 }),
      noise,
      (before, start, path, behind) => {
        const { mended } = lintLink(`${before}${start}/${path.join('/')}${behind}`)
        if (mended === null || mended.includes('{')) return
        expect(lintLink(mended).faults, mended).toEqual([])
      },
    ),
  )
})

it('never throws, whatever the link is', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string({ unit: 'binary' }),
        fc.string().map((path) => `https://app.procore.com/${path}`),
      ),
      (link) => {
        linkLines(lintLink(link))
        readProcoreUrl(link)
      },
    ),
  )
})

it('a link in a sentence is found, and the status beside it is of that link', () => {
  const damaged = readEvidence(
    'I clicked https://app.procore.com/87654/project/rfi/sho and got a 404',
  )
  expect(damaged).toMatchObject({ kind: 'procore-url', named: ['malformed-link'] })
  const sound = readEvidence(`503 for ${RFI}`)
  expect(sound).toMatchObject({ evidence: [{ request: { url: RFI }, response: { status: 503 } }] })
})

it('says the link, what is wrong, and how it should be', () => {
  expect(linkLines(lintLink('https://app.procore.com/87654/project/rfi/sho'))).toEqual([
    'https://app.procore.com/87654/project/rfi/sho',
    '- "sho" is cut short: "show" was probably meant.',
    '- It ends before the number of the item.',
    'Mended: https://app.procore.com/87654/project/rfi/show/{id}',
    'Put the number in the place of {id}.',
  ])
})
