/** An emulator to try failures on, on a socket or in process, and how to sign in to it. */
import { createEmulator, type Emulator, type EmulatorOptions, listen } from '@underpin/emulator'

export const APP = {
  clientId: 'underpin-app',
  clientSecret: 'underpin-app-secret',
  redirectUri: 'http://localhost',
}
export const COMPANY = 4001
export const PROJECT = 5001

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export interface OnSocket {
  readonly emulator: Emulator
  readonly url: string
  close(): Promise<void>
}

export async function onSocket(options: EmulatorOptions = {}): Promise<OnSocket> {
  const emulator = createEmulator(options)
  const listening = await listen(emulator, { port: 0 })
  const close = async () => {
    await listening.close()
    emulator.close()
  }
  return { emulator, url: listening.url, close }
}

/** A fresh authorization code of the company's administrator. */
export async function codeFrom(fetch: Fetch, url: string): Promise<string> {
  const response = await postJson(fetch, `${url}/_underpin/codes`, {
    user: 'admin@northside.example',
    clientId: APP.clientId,
    redirectUri: APP.redirectUri,
  })
  const { code }: { code: string } = await response.json()
  return code
}

export async function signIn(fetch: Fetch, url: string): Promise<Tokens> {
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...grantOfCode(await codeFrom(fetch, url)) }),
  })
  return response.json()
}

export function grantOfCode(code: string): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    client_id: APP.clientId,
    client_secret: APP.clientSecret,
    redirect_uri: APP.redirectUri,
    code,
  }
}

export async function switchOn(fetch: Fetch, url: string, fault: object): Promise<void> {
  const response = await postJson(fetch, `${url}/_underpin/faults`, fault)
  if (response.status !== 201) {
    throw new Error(`${JSON.stringify(fault)}: ${response.status} ${await response.text()}`)
  }
}

function postJson(fetch: Fetch, url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
