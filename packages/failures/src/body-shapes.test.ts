import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ErrorShape, readBody, TEXT_CHARS_MAX, TEXTS_MAX, writeBody } from './body-shapes.ts'

const SHAPES: readonly ErrorShape[] = [
  ...(['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'sync'] as const),
]

describe('reading', () => {
  it.each([
    {
      name: 'a list of texts',
      body: '{"errors": ["App is not connected to this company."]}',
      want: { shape: 'E1', texts: ['App is not connected to this company.'] },
    },
    { name: 'one text', body: '{"errors":"stale"}', want: { shape: 'E2', texts: ['stale'] } },
    {
      name: 'a text for each field',
      body: '{"errors":{"assignees":["required"]}}',
      want: { shape: 'E3', texts: ['required'], fields: ['assignees'] },
    },
    {
      name: 'texts nested below fields',
      body: '{"errors":{"base":["no"],"fields":{"Cost Code":["gone"]}}}',
      want: { shape: 'E3', texts: ['no', 'gone'], fields: ['base', 'fields'] },
    },
    { name: 'one word', body: '{"error":"Invalid Token"}', want: { shape: 'E4', code: null } },
    {
      name: 'the v2 object',
      body: '{"error":{"code":"404","message":"Not Found","details":[{"message":"gone"}]}}',
      want: { shape: 'E5', texts: ['Not Found', 'gone'], code: '404' },
    },
    {
      name: 'the error in an error of budget snapshots',
      body: '{"error":{"error":"slow down"}}',
      want: { shape: 'E5', texts: ['slow down'], code: null },
    },
    {
      name: 'a message with an exception',
      body: '{"message":"taken","exception":"Conflict"}',
      want: { shape: 'E6', texts: ['taken', 'Conflict'] },
    },
    {
      name: 'the old default model',
      body: '{"code":401,"message":"no","reason":"why"}',
      want: { shape: 'E7', texts: ['no', 'why'], code: '401' },
    },
    {
      name: 'the OAuth shape',
      body: '{"error":"invalid_grant","error_description":"used"}',
      want: { shape: 'E8', texts: ['used'], code: 'invalid_grant' },
    },
    {
      name: 'an OAuth error without description',
      body: '{"error":"invalid_grant"}',
      want: { shape: 'E4', code: 'invalid_grant' },
    },
    { name: 'plain text', body: ' slow down\n', want: { shape: 'E9', texts: ['slow down'] } },
    {
      name: 'a page, without its scripts',
      body: '<html><head><title>502 Bad Gateway</title><script>if (a < b) x()</script></head><body><h1>502 Bad&nbsp;Gateway</h1><p>nginx <b>1</b></p></body></html>',
      want: { shape: 'E9', texts: ['502 Bad Gateway', 'nginx 1'] },
    },
    {
      name: 'the XML of a storage host',
      body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
      want: { shape: 'E9', texts: ['Request has expired'], code: 'AccessDenied' },
    },
    { name: 'nothing', body: '', want: { shape: 'empty', texts: [] } },
    { name: 'blanks', body: ' \r\n', want: { shape: 'empty', texts: [] } },
    {
      name: 'a sync with rejected items',
      body: '{"entities":[{"id":1}],"errors":[{"id":9,"errors":{"id":["Entity with this ID not found"]}}]}',
      want: { shape: 'sync', texts: ['Entity with this ID not found'], fields: ['id'] },
    },
    { name: 'a list is no error', body: '[{"message":"hi"}]', want: { shape: null, texts: [] } },
    { name: 'nor is a resource', body: '{"id":1,"name":"x"}', want: { shape: null, texts: [] } },
    { name: 'cut JSON says nothing', body: '{"errors":["App is', want: { shape: null, texts: [] } },
    {
      name: 'a byte order mark is passed over',
      body: '\uFEFF{"errors":"stale"}',
      want: { shape: 'E2', texts: ['stale'] },
    },
  ])('$name', ({ body, want }) => {
    expect(readBody(body, null)).toMatchObject(want)
  })

  it('takes a picture for what it is, and not for text', () => {
    expect(readBody('\u0089PNG\r\n', 'image/png')).toMatchObject({ shape: null, texts: [] })
  })

  it('bounds what it returns, however much it is given', () => {
    const many = JSON.stringify({ errors: Array.from({ length: 5_000 }, (_, i) => `no ${i}`) })
    expect(readBody(many, null).texts).toHaveLength(TEXTS_MAX)
    const long = JSON.stringify({ errors: 'x'.repeat(100_000) })
    expect(readBody(long, null).texts[0]).toHaveLength(TEXT_CHARS_MAX)
    const deep = `{"errors":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    expect(readBody(deep, null).texts).toEqual([])
  })

  it('never throws, and never returns more than its bounds', () => {
    const body = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.json(),
      fc.json().map((json) => `{"errors":${json},"error":${json}}`),
      fc.json().map((json) => `{"entities":[],"errors":[{"errors":${json}}]}`),
      fc.array(fc.constantFrom('<', '>', '<p>', '</p>', '<script>', '&amp;', 'a', '</')).map(join),
    )
    fc.assert(
      fc.property(body, fc.option(fc.string()), (text, type) => {
        const read = readBody(text, type)
        expect(read.texts.length).toBeLessThanOrEqual(TEXTS_MAX)
        for (const each of read.texts) expect(each.length).toBeLessThanOrEqual(TEXT_CHARS_MAX)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('writing', () => {
  const sentence = fc
    .array(fc.constantFrom('App', 'is', 'a<b', '"x"', 'the', '&amp;', "it's"), { minLength: 1 })
    .map((words) => words.join(' '))

  it.each(SHAPES)('%s reads back as the same shape and text', (shape) => {
    fc.assert(
      fc.property(sentence, (text) => {
        const written = writeBody(shape, { text, field: 'name' })
        const read = readBody(written.body, written.contentType)
        expect(read.shape).toBe(shape)
        expect(read.texts).toContain(text)
      }),
    )
  })

  it('gives the code back that it was given, where the shape has one', () => {
    for (const shape of ['E5', 'E7', 'E8', 'E9'] as const) {
      const { body, contentType } = writeBody(shape, { text: 'no', code: 'AccessDenied' })
      expect(readBody(body, contentType)).toMatchObject({ shape, code: 'AccessDenied' })
    }
  })

  it('names the field in E3', () => {
    const { body } = writeBody('E3', { text: 'required', field: 'subject' })
    expect(JSON.parse(body)).toEqual({ errors: { subject: ['required'] } })
  })

  it('writes nothing for the empty shape', () => {
    expect(writeBody('empty', { text: 'ignored' })).toEqual({ body: '', contentType: '' })
  })
})

function join(parts: readonly string[]): string {
  return parts.join('')
}
