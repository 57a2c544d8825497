/** What the client costs: time over bare `fetch`, memory over a long list, bytes in a bundle. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { type ChildServer, startServer } from './child-server.ts'
import { CONTENDERS, type Overhead, overheadAt } from './client-overhead.ts'
import type { Row } from './row.ts'

/** Design section 6; the bundle, what the first issue of the client has to show. */
const OVERHEAD_MAX = 1.15
const BUNDLE_MAX_BYTES = 20_000

/** Kept garbage moves a heap by a few per cent; a list that is kept would multiply it. */
const GROWTH_MAX = 1.1

const HERE = import.meta.dirname

export async function* clientRows(): AsyncIterable<Row> {
  const server = await startServer({
    argv: [join(HERE, 'bare-api.ts'), '{port}'],
    readyPath: '/rest/v1.0/vendors/1',
  })
  try {
    for (const inFlight of [1, 64])
      yield overheadRow(inFlight, await overheadAt(server.url, inFlight))
    yield memoryRow(server)
  } finally {
    await server.stop()
  }
  yield await bundleRow()
}

function overheadRow(inFlight: number, { ratios, bareUs }: Overhead): Row {
  const [ours = Number.NaN, ...peers] = ratios
  const shown = peers.map((ratio, at) => `${CONTENDERS[at + 1]} ${ratio.toFixed(2)}`).join(', ')
  return {
    what: `client, a GET with ${inFlight} in flight`,
    measured: `${ours.toFixed(3)} × bare fetch`,
    target: `< ${OVERHEAD_MAX}`,
    isMet: ours < OVERHEAD_MAX,
    detail: `in the same run: ${shown}; bare fetch and json() take ${bareUs.toFixed(0)} µs a call`,
  }
}

interface Heap {
  readonly early: number
  readonly late: number
}

function memoryRow({ url }: ChildServer): Row {
  const argv = ['--expose-gc', join(HERE, 'list-records.ts'), url]
  const { early, late }: Heap = JSON.parse(
    execFileSync(process.execPath, argv, { encoding: 'utf8' }),
  )
  const ratio = late / early
  return {
    what: 'client, heap while listing 100,000 records',
    measured: `${ratio.toFixed(3)} × at 20,000`,
    target: `≤ ${GROWTH_MAX}`,
    isMet: ratio <= GROWTH_MAX,
    detail: `${(early / 1e6).toFixed(2)} MB after 20,000, ${(late / 1e6).toFixed(2)} MB after 100,000, garbage collected`,
  }
}

/** All of `@underpin/client`, with what it judges by, for any platform. */
async function bundleRow(): Promise<Row> {
  const whole = await bundled([])
  const own = await bundled([/^@underpin\/failures/])
  const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`
  return {
    what: 'client, bundle',
    measured: kilobytes(whole.gzipBytes),
    target: `< ${BUNDLE_MAX_BYTES / 1_000} kB`,
    isMet: whole.gzipBytes < BUNDLE_MAX_BYTES,
    detail: `minified and gzipped; minified alone ${kilobytes(whole.bytes)}; without the failure catalogue ${kilobytes(own.gzipBytes)}`,
  }
}

async function bundled(external: RegExp[]): Promise<{ bytes: number; gzipBytes: number }> {
  const input = join(HERE, '../packages/client/src/index.ts')
  const bundle = await rolldown({ input, platform: 'neutral', external })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  // The entry and what it needs at once: what is loaded on demand, such as uploads, is not paid by all.
  const chunks = output.filter((each) => each.type === 'chunk')
  const needed = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const name of needed) {
    for (const other of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) {
      needed.add(other)
    }
  }
  const code = chunks.filter(({ fileName }) => needed.has(fileName)).map((each) => each.code)
  return {
    bytes: code.reduce((sum, each) => sum + Buffer.byteLength(each), 0),
    gzipBytes: code.reduce((sum, each) => sum + gzipSync(each, { level: 9 }).length, 0),
  }
}
