/** Raises a failure on the real wire, and brings back what a caller can see of it: evidence, nothing more. */
import { badResolver, badTls, blackHole, captivePortal, closedPort } from '@underpin/emulator/rigs'
import { headerMap, networkError } from '@underpin/exchange'
import { type Evidence, type FailureId, failureMode } from '@underpin/failures'
import { raisedOnADelivery } from './notices.ts'
import { COMPANY, codeFrom, onSocket, signIn, switchOn } from './platform.ts'
import { type Provocation, provocationOf } from './provocations.ts'
import { openSignIn, signInAtPage } from './web-visits.ts'

/** Failures before any server, and the rig that is the real thing. */
const RIGS = {
  'dns-failure': badResolver,
  'connection-refused': closedPort,
  'connect-timeout': blackHole,
  'tls-failure': badTls,
  'network-intercepted': captivePortal,
} as const

export async function raisedOnTheWire(id: FailureId): Promise<Evidence> {
  if (id in RIGS) return raisedByRig(RIGS[id as keyof typeof RIGS])
  return failureMode(id).surface === 'webhook' ? raisedOnADelivery(id) : raisedByEmulator(id)
}

async function raisedByRig(make: (typeof RIGS)[keyof typeof RIGS]): Promise<Evidence> {
  const rig = await make()
  try {
    return await evidenceOf(rig.url, { method: 'GET', path: '/rest/v1.0/me', body: null }, 'none')
  } finally {
    await rig.close()
  }
}

async function raisedByEmulator(id: FailureId): Promise<Evidence> {
  const { url, close } = await onSocket()
  try {
    const tokens = await signIn(fetch, url)
    const provocation = provocationOf(id, {
      tokens,
      code: await codeFrom(fetch, url),
      visit: await openSignIn(fetch, url),
      sessionCookie: await signInAtPage(fetch, url),
    })
    await switchOn(fetch, url, { failure: id, times: 1, ...provocation.fault })
    return await evidenceOf(url, provocation, tokens.access_token)
  } finally {
    await close()
  }
}

async function evidenceOf(
  url: string,
  { method, path, body, headers: own = {}, isVisit = false }: Provocation,
  accessToken: string,
): Promise<Evidence> {
  const isForm = body instanceof URLSearchParams
  const sent = body === null ? null : isForm ? body.toString() : JSON.stringify(body)
  const ofPrograms = {
    authorization: `Bearer ${accessToken}`,
    'procore-company-id': String(COMPANY),
  }
  const headers: Record<string, string> = {
    ...(isVisit ? {} : ofPrograms),
    ...own,
    'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
  }
  const request = { method, url: url + path, headers, body: sent }
  try {
    const response = await fetch(request.url, { method, headers, body: sent, redirect: 'manual' })
    const text = await bodyOf(response)
    return {
      request,
      response: {
        status: response.status,
        headers: headerMap(response.headers),
        body: text.body,
        isTruncated: text.isTruncated,
      },
    }
  } catch (thrown) {
    return { request, network: networkError(thrown) }
  }
}

/** As much of the body as came. */
async function bodyOf(response: Response): Promise<{ body: string; isTruncated: boolean }> {
  const decoder = new TextDecoder()
  let body = ''
  try {
    for await (const chunk of response.body ?? []) body += decoder.decode(chunk, { stream: true })
    return { body, isTruncated: false }
  } catch {
    return { body, isTruncated: true } // Cut: what came before is the evidence.
  }
}
