/** A real server on a free port whose every answer is scripted, so that the protocol is the real one. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Script = (seen: Seen, response: ServerResponse, count: number) => void

export interface ScriptedServer {
  readonly url: string
  readonly seen: Seen[]
}

export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body: Buffer.concat(parts).toString() }
    seen.push(one)
    script(one, response, seen.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** Answers token requests, and hands everything else on. */
export function withTokens(script: Script, expiresInS = 5_400): Script {
  let issued = 0
  return (seen, response, count) => {
    if (seen.url !== '/oauth/token') return script(seen, response, count)
    issued += 1
    json(response, 200, {
      access_token: `access-token-${issued}`,
      refresh_token: `refresh-token-${issued}`,
      token_type: 'bearer',
      expires_in: expiresInS,
    })
  }
}

export function json(
  response: ServerResponse,
  status: number,
  data: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(data))
}
