import { expect, it } from 'vitest'
import {
  readCount,
  readDurationMs,
  readHttpUrl,
  readPort,
  readPositive,
  readProbability,
  readSeed,
} from './option-values.ts'

it.each([
  {
    read: readPort,
    good: { '0': 0, '4010': 4010, '65535': 65_535 },
    bad: ['', '-1', '65536', '80a', '1e3'],
  },
  { read: readCount, good: { '0': 0, '3600': 3_600 }, bad: ['-1', '1.5', '0x10', ' 1'] },
  { read: readPositive, good: { '1': 1 }, bad: ['0', 'one'] },
  { read: readSeed, good: { '-3': -3, '0': 0 }, bad: ['1.5', 'x', '9'.repeat(20)] },
  { read: readProbability, good: { '1': 1, '0.2': 0.2 }, bad: ['0', '1.1', '-1', 'often'] },
  {
    read: readDurationMs,
    good: { '500ms': 500, '10s': 10_000, '2m': 120_000, '1.5h': 5_400_000, '1d': 86_400_000 },
    bad: ['10', '2 m', '-1s', '1w', 's'],
  },
  {
    read: readHttpUrl,
    good: {
      'http://localhost:4010/': 'http://localhost:4010',
      'https://a.example/x': 'https://a.example/x',
    },
    bad: ['localhost:4010', 'ftp://a.example', ''],
  },
])(
  '$read.name takes what it documents, and says what it wants of the rest',
  ({ read, good, bad }) => {
    for (const [text, want] of Object.entries(good)) expect(read(text), text).toBe(want)
    for (const text of bad) expect(() => read(text), text).toThrow(/\w{3,}.*\.$/)
  },
)
