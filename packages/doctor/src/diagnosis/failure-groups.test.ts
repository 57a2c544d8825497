import { CATALOGUE, type Evidence } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { readable } from '../evidence/evidence-read.ts'
import { failureGroups, PLACES_MAX } from './failure-groups.ts'
import { FOLLOW_ONS, followOn } from './follow-ons.ts'

const API = 'https://api.procore.com'
const NOT_CONNECTED = '{"errors":["App is not connected to this company."]}'
const STALE = '{"errors":"The access token is invalid"}'

function call(
  method: string,
  path: string,
  status: number,
  body: string,
  nowMs?: number,
): Evidence {
  const request = { method, url: path.startsWith('/') ? `${API}${path}` : path }
  return { request, response: { status, body }, ...(nowMs === undefined ? {} : { nowMs }) }
}

const spent: Evidence = {
  request: {
    method: 'POST',
    url: 'https://login.procore.com/oauth/token',
    body: 'grant_type=refresh_token&refresh_token=r',
  },
  response: {
    status: 401,
    body: '{"error":"invalid_grant","error_description":"The refresh token is invalid"}',
  },
}

function groups(evidence: readonly Evidence[], kind: 'har' | 'curl-output' = 'har') {
  return failureGroups(readable(kind, evidence))
}

describe('grouping', () => {
  it('counts the same failure once, with its routes, and its first and last time', () => {
    const found = groups([
      call('GET', '/rest/v1.0/projects/1/rfis?page=2', 403, NOT_CONNECTED, 3_000),
      call('GET', '/rest/v1.0/projects/22/rfis', 403, NOT_CONNECTED, 1_000),
      call('POST', '/rest/v1.0/projects/22/rfis', 403, NOT_CONNECTED),
    ])
    expect(found).toMatchObject([
      {
        failure: 'app-not-connected',
        count: 3,
        firstMs: 1_000,
        lastMs: 3_000,
        places: [
          {
            method: 'GET',
            host: 'api.procore.com',
            route: '/rest/v1.0/projects/{id}/rfis',
            count: 2,
          },
          { method: 'POST', route: '/rest/v1.0/projects/{id}/rfis', count: 1, firstMs: null },
        ],
        placesLeftOut: 0,
      },
    ])
  })

  it('lists a screenful of routes and counts the others', () => {
    const many = Array.from({ length: PLACES_MAX + 3 }, (_, at) =>
      call('GET', `/rest/v1.0/${'abcdefghijklmnop'.slice(0, at + 1)}`, 403, NOT_CONNECTED),
    )
    expect(groups(many)[0]?.places).toHaveLength(PLACES_MAX)
    expect(groups(many)[0]?.placesLeftOut).toBe(3)
  })

  it('tells of the write whose outcome nobody knows, when reads failed the same way', () => {
    const [group] = groups([
      call('POST', '/rest/v1.0/x', 500, ''),
      call('GET', '/rest/v1.0/x', 500, ''),
    ])
    expect(group).toMatchObject({ count: 2, classification: { applied: 'unknown' } })
  })

  it('leaves out what is no failure', () => {
    expect(groups([call('GET', '/rest/v1.0/me', 200, '{}')])).toEqual([])
  })
})

describe('the most telling stands first', () => {
  it('a spent refresh token before the calls that were refused after it', () => {
    const stale = Array.from({ length: 5 }, () => call('GET', '/rest/v1.0/me', 401, STALE))
    const found = groups([...stale, spent, ...stale])
    expect(found.map(({ failure }) => failure)).toEqual([
      'refresh-token-spent',
      'access-token-expired',
    ])
    expect(found[0]?.followsFrom).toBeNull()
    expect(found[1]?.followsFrom).toEqual({
      failure: 'refresh-token-spent',
      because: 'the token could not be renewed',
    })
  })

  it('what had ended before the cause began does not follow from it', () => {
    const found = groups([call('GET', '/rest/v1.0/me', 401, STALE), spent])
    expect(found.map(({ followsFrom }) => followsFrom)).toEqual([null, null])
  })

  it('Procore’s failures before those of other services, however many these are', () => {
    const counter = 'https://stats.example/collect'
    const found = groups([
      call('GET', '/rest/v1.0/x', 503, ''),
      call('POST', counter, 400, ''),
      call('POST', counter, 400, ''),
    ])
    expect(found.map(({ isElsewhere }) => isElsewhere)).toEqual([false, true])
  })

  it('what the answer says before what only its status says', () => {
    const found = groups([
      call('GET', '/rest/v1.0/x', 403, NOT_CONNECTED),
      call('GET', '/rest/v1.0/y', 422, '{}'),
      call('GET', '/rest/v1.0/z', 422, '{}'),
    ])
    expect(found[0]?.failure).toBe('app-not-connected')
  })

  it('in a recording the most frequent, in what curl printed the last', () => {
    const both = [
      call('GET', '/rest/v1.0/x', 500, ''),
      call('GET', '/rest/v1.0/x', 500, ''),
      call('GET', '/rest/v1.0/x', 409, ''),
    ]
    expect(groups(both, 'har')[0]?.classification).toMatchObject({ failure: 'server-error' })
    expect(groups(both, 'curl-output')[0]?.count).toBe(1)
  })
})

describe('the table of what follows from what', () => {
  const ids = new Set(CATALOGUE.map(({ id }) => id))

  it('has no two failures that each follow from the other', () => {
    for (const { cause, brings } of FOLLOW_ONS) {
      for (const id of brings) {
        expect(ids.has(id)).toBe(true)
        expect(followOn(cause, new Set([id])), `${cause} and ${id}`).toBeNull()
      }
    }
  })

  it('gives reasons that can stand in a sentence', () => {
    for (const { because } of FOLLOW_ONS) expect(because).toMatch(/^[a-z].*[^.]$/)
  })
})
