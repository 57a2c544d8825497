import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { underpin } from './underpin.ts'

const PAGE = join(import.meta.dirname, '..', '..', '..', 'docs', 'explain.md')

it('the page prints what the command prints', async () => {
  const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/```text\n([\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  )
  const folder = mkdtempSync(join(tmpdir(), 'underpin-page-'))
  writeFileSync(join(folder, 'app.log'), blocks.find((text) => text.startsWith('2026-')) ?? '')
  const shown = blocks.filter((text) => text.startsWith('$ underpin '))
  expect(shown).toHaveLength(2)
  for (const block of shown) {
    const [command = '', ...lines] = block.split('\n')
    const ran = await underpin(command.split(' ').slice(2), { cwd: folder })
    // An ellipsis stands for what the page leaves out.
    for (const part of lines.join('\n').split('\n…\n')) expect(ran.stdout).toContain(part.trimEnd())
  }
  rmSync(folder, { recursive: true })
})
