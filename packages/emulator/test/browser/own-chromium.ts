/**
 * The browser of the tests: the one inside the npm package `@sparticuz/chromium`, unpacked once per user
 * and version into the system's folder for temporary files, with the libraries and the font that it
 * needs. A machine that never had a browser, nor a font, runs the tests.
 */
import { execFile } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

/** Unpacking 64 MB takes 2 s on two quiet cores; a slow or busy machine may take this long. A guess. */
const UNPACK_MAX_MS = 180_000
/** Starting takes 0.1 s; as above. */
const LAUNCH_MAX_MS = 60_000

/** Written last: a folder without it is not whole. */
const FONTS_FILE = 'fonts.conf'

const run = promisify(execFile)

/** `CHROMIUM=/path/to/it` takes a browser of one's own, where the package has none (only Linux, x64). */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const own = process.env['CHROMIUM']
  const folder = own === undefined ? await unpackedFolder() : null
  return chromium.launch({
    executablePath: folder === null ? (own ?? '') : join(folder, 'chromium'),
    args: [
      // A second wall beside the rig's own: no name resolves and no address is reached but loopback.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
      '--font-render-hinting=none',
      // Painted by the processor without a graphics library in between, which a busy machine may lose.
      '--disable-gpu',
      ...args,
    ],
    env: folder === null ? process.env : surroundings(folder),
    timeout: LAUNCH_MAX_MS,
  })
}

/** For root and containers Playwright leaves the sandbox off by itself; nothing foreign is ever opened. */
function surroundings(folder: string): NodeJS.ProcessEnv {
  const libraries = join(folder, 'al2023', 'lib')
  const given = process.env['LD_LIBRARY_PATH']
  return {
    ...process.env,
    LD_LIBRARY_PATH: given === undefined ? libraries : `${libraries}:${given}`,
    FONTCONFIG_FILE: join(folder, FONTS_FILE),
  }
}

/** Where the browser lies, unpacked; two that ask at once may both unpack, and one of them wins. */
async function unpackedFolder(): Promise<string> {
  const entry = import.meta.resolve('@sparticuz/chromium')
  const manifest = readFileSync(fileURLToPath(new URL('../../package.json', entry)), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const user = process.getuid?.() ?? 'user'
  const folder = join(tmpdir(), `underpin-chromium-${version}-${user}`)
  if (isOurs(folder)) return folder
  const fresh = await mkdtemp(join(tmpdir(), 'underpin-chromium-'))
  try {
    await unpack(entry, fresh)
    await writeFile(join(fresh, FONTS_FILE), fontsOf(folder))
    await rename(fresh, folder)
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true })
    // Somebody else was first: theirs is as good.
    if (isOurs(folder)) return folder
    throw new Error(
      `The browser of the tests could not be unpacked into ${folder}. It needs Linux on x64 and 250 MB there: set TMPDIR to a folder with room, or CHROMIUM to the path of a Chromium.`,
      { cause },
    )
  }
  return folder
}

/** In a folder for everybody, another user could have put a program under this name. */
function isOurs(folder: string): boolean {
  if (!existsSync(join(folder, FONTS_FILE))) return false
  const { uid } = lstatSync(folder)
  if (process.getuid === undefined || uid === process.getuid()) return true
  throw new Error(`${folder} belongs to another user (${uid}): remove it, or set TMPDIR.`)
}

/**
 * The package takes its target and its surroundings from the environment: so a process of its own, for
 * which this is a machine of the cloud that lacks the libraries, and the target is its temporary folder.
 */
async function unpack(entry: string, folder: string): Promise<void> {
  const program = `import chromium from ${JSON.stringify(entry)}; await chromium.executablePath()`
  await run(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    timeout: UNPACK_MAX_MS,
  })
}

/**
 * The package's font for every family, so that text is as wide on every machine; fonts of the system lend
 * only the signs that it lacks.
 */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`
}
