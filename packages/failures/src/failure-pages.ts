/** The catalogue as pages: one for each failure id and one that lists them. Pure text, the same each time. */
import { CATALOGUE } from './catalogue/index.ts'
import { type Explanation, explain } from './explain.ts'
import { NO_HELP } from './explanation-sections.ts'
import { FAILURE_IDS } from './failure-id.ts'
import type { FailureMode, Signature } from './failure-mode.ts'
import { RECOVERY_WORDS, SURFACE_TITLES } from './plain-words.ts'
import { signatureParts } from './signature-parts.ts'
import { wireLines } from './wire-lines.ts'

export interface Page {
  /** File name within the folder of the pages. */
  readonly name: string
  readonly text: string
}

const GENERATED =
  '<!-- Written by `npm run docs` from packages/failures: change the catalogue, not this page. -->'

/** Every page, the list first. */
export function failurePages(): Page[] {
  return [
    { name: 'README.md', text: listPage() },
    ...CATALOGUE.map((mode) => ({ name: `${mode.id}.md`, text: modePage(mode) })),
  ]
}

function listPage(): string {
  const surfaces = Object.keys(FAILURE_IDS).filter(isSurface)
  const sections = surfaces.map((surface) => {
    const ids: readonly string[] = FAILURE_IDS[surface]
    const rows = CATALOGUE.filter(({ id }) => ids.includes(id)).map(listRow)
    return [
      `## ${SURFACE_TITLES[surface]}`,
      '',
      '| failure | status | what it is | did my change happen? | recovery |',
      '|---|---|---|---|---|',
      ...rows,
    ].join('\n')
  })
  const intro = `Every way in which working with Procore goes wrong that this house knows: ${CATALOGUE.length} of them. The same entries are raised by the emulator, survived by the client and explained by \`underpin explain\`.`
  return `${[GENERATED, '# Failures', intro, ...sections].join('\n\n')}\n`
}

function listRow({ id, status, title, applied, recovery }: FailureMode): string {
  return `| [\`${id}\`](${id}.md) | ${status ?? ''} | ${cell(title)} | ${applied} | \`${recovery}\` |`
}

function modePage(mode: FailureMode): string {
  const explanation = explain(mode.id)
  const { whatToDo } = explanation
  const parts = [
    GENERATED,
    `# ${mode.title}`,
    factsTable(mode),
    explanation.whatHappened,
    section('What you can do', whatToDo.user ?? 'Nothing, but wait.'),
    section('Did my change happen?', explanation.didMyWriteHappen),
    section('How long it lasts', explanation.howLong),
    section('500 or 503?', explanation.contrast),
    section('Who has to act', explanation.whoseFault),
    section('For the company administrator', whatToDo.companyAdmin),
    section('For the developer of the integration', whatToDo.integration),
    section('What a client does', `${RECOVERY_WORDS[mode.recovery]} (\`${mode.recovery}\`)`),
    section('Possible causes', causes(explanation)),
    section('When to ask for help', help(explanation)),
    section('What it looks like', wire(mode)),
    section('How it is recognised', list(mode.signatures.map(signatureWords))),
    section('What cannot be told from it', twins(explanation)),
    section('Where this is from', list(explanation.sources)),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function factsTable({ id, surface, status, party, applied, recovery }: FailureMode): string {
  return [
    '| id | surface | status | at fault | applied | recovery |',
    '|---|---|---|---|---|---|',
    `| \`${id}\` | ${surface} | ${status ?? 'none'} | ${party} | ${applied} | \`${recovery}\` |`,
  ].join('\n')
}

function causes({ causes: all }: Explanation): string {
  return list(all.map(({ says, tellApart }) => `${says} *How to tell:* ${tellApart}`))
}

function help({ escalate }: Explanation): string {
  if (escalate === null) return NO_HELP
  const { after, when, to, evidence } = escalate
  const first = after === null ? `Ask ${to} when this is so:` : `Ask ${to} ${after}.`
  const also = after === null || when.length === 0 ? [] : ['Do so too when:']
  const ready = evidence.length === 0 ? [] : ['Have ready:', list(evidence)]
  const parts = [first, ...also, list(when), ...ready]
  return parts.filter((part) => part !== '').join('\n\n')
}

function wire(mode: FailureMode): string {
  const lines = wireLines(mode)
  if (lines === null) return 'Nothing comes back that would say so.'
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\``
}

function signatureWords(signature: Signature): string {
  return signatureParts(signature)
    .map(({ says, pattern }) => (pattern === null ? says : `${says} ${code(pattern)}`))
    .join(', ')
}

function twins({ others, question }: Explanation): string {
  if (others.length === 0) return ''
  const names = others.map(({ id, headline }) => `[\`${id}\`](${id}.md): ${headline}`)
  return [list(names), question ?? ''].join('\n\n')
}

function section(title: string, text: string | null): string {
  return text === null || text === '' ? '' : `## ${title}\n\n${text}`
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

/** Two backticks around, as a pattern may hold one. */
function code(pattern: string): string {
  return `\`\` ${pattern} \`\``
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function isSurface(name: string): name is keyof typeof FAILURE_IDS {
  return Object.hasOwn(FAILURE_IDS, name)
}
