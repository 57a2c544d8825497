/** What a bundle of the client weighs, and which part of the house weighs how much. `node bench/bundle-size.ts` */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

const input = fileURLToPath(new URL('../src/index.ts', import.meta.url))

const variants = {
  whole: {},
  'without @underpin/failures': { external: [/^@underpin\/failures/] },
}

for (const [name, options] of Object.entries(variants)) {
  const bundle = await rolldown({ input, platform: 'browser', ...options })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  const gzipBytes = gzipSync(output[0].code, { level: 9 }).length
  process.stdout.write(`${name}: ${output[0].code.length} bytes minified, ${gzipBytes} gzipped\n`)
}
