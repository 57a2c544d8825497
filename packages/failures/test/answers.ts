/** Answers as balancers, storage hosts, browsers and delivery records bring them, for tables of tests. */
import { expect } from 'vitest'
import { classify, type Evidence } from '../src/classify.ts'
import type { FailureId } from '../src/failure-id.ts'

/** A row of a table: an answer, and what it has to be known for. */
export interface Row {
  readonly name: string
  readonly evidence: Evidence
  readonly want: FailureId
  /** Others that must be named beside it. */
  readonly also?: readonly FailureId[]
  /** Must be said to be a guess by status; `false` when something in the answer must tell. */
  readonly isGeneral?: boolean
}

export const API = 'https://api.procore.com/rest/v1.0/projects/5001/rfis'
export const BUCKET = 'https://s3.amazonaws.com/procore-uploads/01HV6G'
export const APP = 'https://app.procore.com/87654/project/rfi/show/123456'

/** nginx, HAProxy and their like: a title, a heading, a name. */
export const bare = (words: string, server = 'nginx') =>
  `<html>\r\n<head><title>${words}</title></head>\r\n<body>\r\n<center><h1>${words}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>`

/** A page with the furniture of a web app. */
export const page = (words: string, banner = '') =>
  `<!DOCTYPE html><html><head><title>Procore</title><meta name="csrf-token" content="k7Zq"></head><body><div class="banner">${banner}</div><h1>${words}</h1></body></html>`

export const s3 = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>5B3C</RequestId></Error>`

export const api = (status: number, body: string, headers = {}, method = 'GET'): Evidence => ({
  request: { method, url: API },
  response: { status, body, headers },
})

export const web = (status: number, body: string, url = APP, headers = {}): Evidence => ({
  surface: 'web',
  request: { method: 'GET', url },
  response: { status, body, headers: { 'content-type': 'text/html', ...headers } },
})

export const storage = (status: number, body: string, method = 'POST', url = BUCKET): Evidence => ({
  request: { method, url },
  response: { status, body, headers: { 'content-type': 'application/xml' } },
})

export const delivery = (records: object | readonly object[]): Evidence => ({
  surface: 'webhook',
  response: { body: JSON.stringify(records) },
})

/** The check of a row, the same for every table. */
export function expectKnown({ evidence, want, also = [], isGeneral }: Row): void {
  const found = classify(evidence)
  expect(found?.failure).toBe(want)
  expect(found?.candidates.map(({ id }) => id)).toEqual(expect.arrayContaining([...also]))
  if (isGeneral !== undefined) expect(found?.isGeneral).toBe(isGeneral)
}
