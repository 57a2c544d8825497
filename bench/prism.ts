/** Prism, the best-known mock server, on one static example: installed on first use, outside the workspace. */
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChildServer, startServer } from './child-server.ts'

const PEERS = join(import.meta.dirname, 'peers')
const CLI = join(PEERS, 'node_modules/@stoplight/prism-cli/dist/index.js')

/** @param log `usual`: a few lines for each request, which go nowhere here. */
export async function startPrism(
  folder: string,
  example: string,
  log: 'usual' | 'silent',
): Promise<ChildServer> {
  if (!existsSync(CLI)) {
    process.stderr.write('installing Prism into bench/peers (once) …\n')
    execFileSync('npm', ['ci', '--ignore-scripts', '--silent'], { cwd: PEERS, stdio: 'inherit' })
  }
  const document = join(folder, 'openapi.json')
  writeFileSync(document, JSON.stringify(openApi(JSON.parse(example))))
  const verbosity = log === 'silent' ? ['--verboseLevel', 'silent'] : []
  const argv = [CLI, 'mock', '--port', '{port}', '--host', '127.0.0.1', ...verbosity, document]
  return startServer({ argv, readyPath: '/item' })
}

function openApi(example: unknown) {
  const content = { 'application/json': { example } }
  const get = { responses: { 200: { description: 'OK', content } } }
  return {
    openapi: '3.0.3',
    info: { title: 'one item', version: '1' },
    paths: { '/item': { get } },
  }
}
