/** A bare server in a process of its own: the least that a client can talk to. Prints its address. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const BODY = JSON.stringify({ id: 1, name: 'Northside Concrete', city: 'Oakland', is_active: true })
const TOKEN = JSON.stringify({
  access_token: 'access-token',
  token_type: 'bearer',
  expires_in: 5_400,
})

const server = createServer((request, response) => {
  request.resume()
  const body = request.url?.startsWith('/oauth') ? TOKEN : BODY
  const length = Buffer.byteLength(body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
