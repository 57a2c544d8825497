import { expect, it } from 'vitest'
import { decodeInput, INPUT_BYTES_MAX } from './decode-input.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const utf16le = (text: string) => Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))
const utf16be = (text: string) => Uint8Array.from(Buffer.from(utf16le(text)).swap16())

it.each([
  { name: 'UTF-8', input: Buffer.from('Zürich 503'), want: 'Zürich 503' },
  { name: 'UTF-8 with a byte order mark', input: Buffer.from('\uFEFF503'), want: '503' },
  {
    name: 'UTF-16, as PowerShell writes files',
    input: utf16le('{"errors":[]}'),
    want: '{"errors":[]}',
  },
  { name: 'UTF-16 in the other order', input: utf16be('503'), want: '503' },
])('$name is read', ({ input, want }) => {
  expect(decodeInput(input)).toEqual({ kind: 'text', text: want, notes: [] })
})

it('bytes that are no UTF-8 are read as Windows-1252, and that is said', () => {
  const read = decodeInput(bytes(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72))
  expect(read).toMatchObject({ kind: 'text', text: 'Müller' })
  expect(read).toHaveProperty('notes.0', expect.stringContaining('Windows-1252'))
})

it.each([
  { name: 'nothing', input: bytes(), reason: 'empty', says: /nothing/i },
  { name: 'blanks', input: ' \r\n\t ', reason: 'empty', says: /nothing/i },
  { name: 'gzip', input: bytes(0x1f, 0x8b, 8, 0), reason: 'binary', says: /gunzip/ },
  { name: 'a ZIP', input: bytes(0x50, 0x4b, 3, 4, 20), reason: 'binary', says: /ZIP/ },
  {
    name: 'a screenshot',
    input: bytes(0x89, 0x50, 0x4e, 0x47),
    reason: 'binary',
    says: /type the words/,
  },
  {
    name: 'noise',
    input: Uint8Array.from({ length: 500 }, (_, i) => (i * 7) % 32),
    reason: 'binary',
    says: /binary/,
  },
  {
    name: 'too much',
    input: new Uint8Array(INPUT_BYTES_MAX + 1),
    reason: 'too-long',
    says: /33 MiB.*32 MiB/,
  },
])('$name is refused with a reason', ({ input, reason, says }) => {
  expect(decodeInput(input)).toMatchObject({
    kind: 'unreadable',
    reason,
    message: expect.stringMatching(says),
  })
})
