import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rangeOf, slicesOf } from './get-file.ts'

it.each([
  { header: null, want: null },
  { header: 'bytes=0-0', want: { start: 0, length: 1 } },
  { header: 'bytes=2-', want: { start: 2, length: 8 } },
  { header: 'bytes=-3', want: { start: 7, length: 3 } },
  { header: 'bytes=-30', want: { start: 0, length: 10 } },
  { header: 'bytes=5-99', want: { start: 5, length: 5 } },
  { header: 'bytes=10-', want: 'unsatisfiable' },
  { header: 'bytes=-0', want: 'unsatisfiable' },
  { header: 'bytes=5-4', want: null },
  { header: 'bytes=-', want: null },
  { header: 'bytes=0-1,3-4', want: null },
  { header: 'lines=0-1', want: null },
])('the range $header of ten bytes is $want', ({ header, want }) => {
  expect(rangeOf(header, 10)).toEqual(want)
})

it('slices of blobs, read in their order, are the range of the whole', () => {
  const sizes = fc.array(fc.nat(5), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(sizes, fc.nat(30), fc.nat(30), (lengths, from, count) => {
      let next = 0
      const contents = lengths.map((length) => Array.from({ length }, () => next++))
      const start = Math.min(from, next)
      const length = Math.min(count, next - start)
      const blobs = contents.map((_, at) => ({ blob: String(at), size: lengths[at] ?? 0 }))
      const read = slicesOf(blobs, start, length).flatMap((slice) =>
        (contents[Number(slice.blob)] ?? []).slice(slice.start, slice.start + slice.length),
      )
      expect(read).toEqual(contents.flat().slice(start, start + length))
    }),
  )
})
