/** The rows as they come for who looks on, and as a page for who reads later. */
import { availableParallelism, cpus } from 'node:os'
import type { Row } from './row.ts'

const WHAT_WIDTH = 58
const MEASURED_WIDTH = 22
const TARGET_WIDTH = 9

export function lineOf({ what, measured, target, isMet, detail }: Row): string {
  const columns = [
    what.padEnd(WHAT_WIDTH),
    measured.padEnd(MEASURED_WIDTH),
    target.padEnd(TARGET_WIDTH),
    (isMet ? 'met' : 'MISSED').padEnd(7),
  ]
  return `${columns.join(' ')} ${detail}\n`
}

export function pageOf(rows: readonly Row[], date: string): string {
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`
  const missed = rows.filter(({ isMet }) => !isMet).length
  const lines = rows.map(({ what, measured, target, isMet, detail }) =>
    [what, measured, target, isMet ? 'met' : '**missed**', detail].map(cell).join(' | '),
  )
  return `# Benchmarks

Written by \`npm run bench\` on ${date}. Machine: ${machine}.
${missed === 0 ? 'Every target is met.' : `${missed} of ${rows.length} targets are missed, and say so.`}

Speed is given as a ratio to a peer that was measured in the same run, in turns: the same code is fast or slow
with the machine, and with what else runs on it. Behaviour is measured on a virtual clock and repeats exactly.

| what | measured | target | | detail |
|---|---|---|---|---|
${lines.map((line) => `| ${line} |`).join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
