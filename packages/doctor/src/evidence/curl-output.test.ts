import { expect, it } from 'vitest'
import { readCurlOutput } from './curl-output.ts'

const rows = [
  {
    name: 'curl -i: status, headers and body',
    text: 'HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\nX-Request-Id: r1\r\n\r\n{"errors":["App is not connected to this company."]}\n',
    want: [
      {
        response: {
          status: 403,
          headers: { 'content-type': 'application/json', 'x-request-id': 'r1' },
          body: '{"errors":["App is not connected to this company."]}',
        },
      },
    ],
  },
  {
    name: 'HTTP/2 has no reason phrase',
    text: 'HTTP/2 503 \nretry-after: 30\n\n',
    want: [{ response: { status: 503, headers: { 'retry-after': '30' }, body: '' } }],
  },
  {
    name: '100 Continue and a proxy’s consent are not the answer',
    text: 'HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422 Unprocessable Entity\r\nA: b\r\n\r\n{}',
    want: [{ response: { status: 422, headers: { a: 'b' }, body: '{}' } }],
  },
  {
    name: 'a redirect and its answer are two exchanges, in order',
    text: 'HTTP/1.1 302 Found\nlocation: /x\n\nHTTP/1.1 404 Not Found\n\nNot Found',
    want: [
      { response: { status: 302, headers: { location: '/x' } } },
      { response: { status: 404, body: 'Not Found' } },
    ],
  },
  {
    name: 'curl -v: the request too, and curl’s own talk left out',
    text: [
      '*   Trying 127.0.0.1:4010...',
      '* Connected to localhost (127.0.0.1) port 4010',
      '> POST /rest/v1.0/projects/5001/rfis HTTP/1.1',
      '> Host: api.procore.com',
      '> Authorization: Bearer secret',
      '> ',
      '} [12 bytes data]',
      '< HTTP/1.1 401 Unauthorized',
      '< content-type: application/json',
      '< ',
      '{ [40 bytes data]',
      '{"errors":"The access token expired"}',
      '* Connection #0 to host localhost left intact',
    ].join('\n'),
    want: [
      {
        request: { method: 'POST', url: 'https://api.procore.com/rest/v1.0/projects/5001/rfis' },
        response: { status: 401, body: '{"errors":"The access token expired"}' },
      },
    ],
  },
  {
    name: 'a body of several lines, blank ones included, stays whole',
    text: 'HTTP/1.1 502 Bad Gateway\nserver: lb\n\n<html>\n\n<h1>502 Bad Gateway</h1>\n</html>\n',
    want: [{ response: { body: '<html>\n\n<h1>502 Bad Gateway</h1>\n</html>' } }],
  },
  {
    name: 'the empty line before the body, lost in pasting, is not missed',
    text: 'HTTP/1.1 429 Too Many Requests\nretry-after: 5\n{"error":"slow down"}',
    want: [{ response: { headers: { 'retry-after': '5' }, body: '{"error":"slow down"}' } }],
  },
  {
    name: 'a body cut short is known by what curl says of it',
    text: 'HTTP/1.1 200 OK\ncontent-length: 90\n\n[{"id":\ncurl: (18) transfer closed with 83 bytes remaining to read\n',
    want: [{ response: { status: 200, body: '[{"id":', isTruncated: true } }],
  },
  {
    name: 'curl’s own error at the end is the last exchange',
    text: 'HTTP/1.1 200 OK\n\nok\ncurl: (56) Recv failure: Connection reset by peer\n',
    want: [{ response: { status: 200, body: 'ok' } }, { network: { code: 'ECONNRESET' } }],
  },
]

it.each(rows)('$name', ({ text, want }) => {
  const read = readCurlOutput(text)
  expect(read?.kind).toBe('curl-output')
  expect(read?.evidence).toMatchObject(want)
  expect(read?.evidence).toHaveLength(want.length)
})

it('text without a status line is not taken for an answer', () => {
  expect(readCurlOutput('we got HTTP/1.1 503 from it')).toBeNull()
})

it('of a long script the last exchanges are read, and that is said', () => {
  const text = Array.from({ length: 1_000 }, (_, at) => `HTTP/1.1 500 X\n\n${at}`).join('\n')
  const read = readCurlOutput(text)
  expect(read?.evidence).toHaveLength(200)
  expect(read?.evidence.at(-1)).toMatchObject({ response: { body: '999' } })
  expect(read?.notes).toEqual([expect.stringContaining('more than 200 exchanges')])
})
