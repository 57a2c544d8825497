/** Nonsense by seed: the pieces that malformed requests are made of. */
import { type Random, randomInteger } from '@underpin/ports'

export type Pick = <T>(from: readonly T[]) => T

export function picker(random: Random): Pick {
  return (from) => {
    const picked = from[randomInteger(random, from.length)]
    if (picked === undefined) throw new RangeError('nothing to pick from')
    return picked
  }
}

/** What people and programs put where an id, a name or a number belongs. */
export const ODD_VALUES: readonly string[] = [
  '',
  '0',
  '-1',
  '1.5',
  '9e99',
  '007',
  '99999999999999999999',
  'null',
  'undefined',
  'NaN',
  'true',
  '__proto__',
  'constructor',
  'toString',
  '..',
  '../../etc/passwd',
  "1' OR '1'='1",
  '1;DROP TABLE rfis',
  '%',
  '%%%',
  '%00',
  '%2e%2e%2f',
  '%ff%fe',
  '%F0%9F%A6%8A',
  '\u0000'.repeat(3),
  '\ud800',
  '\u202egnp',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '$.name',
  '"',
  '\\',
  '[]',
  '{}',
  'a'.repeat(5_000),
  '2026-13-45',
  '2026-01-01...2026-02-30',
  '0x10',
  '１２',
]

export const ODD_JSON: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  [],
  {},
  [[]],
  [null],
  [{}, 1, 'x'],
  { id: {} },
  { id: [1] },
  { $gt: '' },
  { constructor: { prototype: {} } },
  'x'.repeat(70_000),
  Array.from({ length: 2_000 }, (_, at) => at),
]

/** JSON that a parser gives other things for than it seems. */
export const ODD_JSON_TEXTS: readonly string[] = [
  '{',
  '}',
  '{"a":1,}',
  '{"a":1}{"a":2}',
  '{"a":NaN}',
  "{'a':1}",
  '[1,2',
  '"text"',
  'null',
  '{"__proto__":{"admin":true}}',
  '{"a":1,"a":2}',
  '{"\\ud800":"\\udc00"}',
  `${'['.repeat(20_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  '\ufeff{"a":1}',
  '{"n":1e400}',
  '{"n":123456789012345678901234567890}',
]

export const ODD_TYPES: readonly string[] = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;;;',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  `multipart/form-data; boundary=${'b'.repeat(300)}`,
  'text/plain',
  'application/xml',
  'application/octet-stream',
  'json',
  '/',
  '*/*',
]

/** Text with a few of its characters changed, doubled, dropped or swapped. */
export function mangled(text: string, random: Random): string {
  let made = text
  for (let left = 1 + randomInteger(random, 4); left > 0; left--) {
    const at = randomInteger(random, made.length + 1)
    const kind = randomInteger(random, 4)
    const head = made.slice(0, at)
    const tail = made.slice(at)
    if (kind === 0) made = head + tail.slice(1 + randomInteger(random, 3))
    else if (kind === 1) made = head + String.fromCharCode(randomInteger(random, 0x3ff)) + tail
    else if (kind === 2) made = head + head.slice(-5) + tail
    else made = tail + head
  }
  return made
}
