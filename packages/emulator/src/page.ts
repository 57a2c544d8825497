/**
 * The frame of the emulator's own HTML pages: one calm look, no script, readable from 390 px on and in
 * the dark. The platform's web screens have a look of their own.
 */
import { html, raw } from 'hono/html'
import type { TextAnswer } from './reply.ts'
import { HTML_SECURITY } from './security-headers.ts'

/** What `html` gives when nothing in it is a promise. */
export type Html = ReturnType<typeof html>

export interface Page {
  readonly title: string
  readonly body: Html
  /** More of its head: links to feeds. */
  readonly head?: Html
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Added to the house style: text of ours alone. */
  readonly style?: string
}

/** Text on surface has a contrast of at least 4.5 to 1 in both schemes (WCAG 2.2, AA). */
const STYLE = `
  :root { color-scheme: light dark; --ink: #1c2430; --soft: #4a5565; --ground: #f6f4ef; --surface: #ffffff;
    --line: #cfd4da; --accent: #14557b; --accent-ink: #ffffff; --warn: #8a3b12; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e9ecf0; --soft: #b3bcc8; --ground: #14181d;
    --surface: #1d232b; --line: #3d4752; --accent: #8cc8ec; --accent-ink: #0d2230; --warn: #f2b38c; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--ink);
    font: 1rem/1.6 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; }
  main, header, footer { max-width: 68rem; margin: 0 auto; padding: 1rem; }
  main.narrow { max-width: 26rem; }
  main.screen { max-width: 46rem; }
  .panel > h2:first-child { margin-top: 0; }
  ul.ways { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
  ul.ways a { display: inline-block; padding: .4rem 0; }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .5rem; }
  h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
  p { margin: .5rem 0; max-width: 65ch; }
  a { color: var(--accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .soft { color: var(--soft); }
  .warn { color: var(--warn); font-weight: 600; }
  .panel { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; }
  caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
  th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  code, pre { font: .9rem/1.5 ui-monospace, "SFMono-Regular", Consolas, monospace; overflow-wrap: anywhere; }
  pre { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; overflow-x: auto;
    white-space: pre; }
  pre code { overflow-wrap: normal; }
  .message { white-space: pre-wrap; overflow-wrap: anywhere; }
  @media (min-width: 48rem) { td code { white-space: nowrap; } }
  /* On a phone a row is a card, and each cell says what it is. */
  @media (max-width: 47.99rem) {
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: block; border-bottom: 1px solid var(--line); padding: .5rem 0; }
    th[scope=row], td { display: block; border: 0; padding: .1rem 0; }
    td[data-is]::before { content: attr(data-is) ": "; color: var(--soft); }
  }
  label { display: block; font-weight: 600; margin-top: 1rem; }
  input { width: 100%; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--soft);
    border-radius: .375rem; padding: .55rem .7rem; min-height: 2.75rem; }
  input[type=checkbox] { width: 1.25rem; min-height: 1.25rem; height: 1.25rem; margin: 0; flex: none; }
  fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .5rem 1rem; min-width: 0; }
  legend { font-weight: 600; padding: 0 .25rem; }
  .choices label { display: flex; gap: .6rem; align-items: center; font-weight: 400; margin: 0; min-height: 2.25rem; }
  .ways { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; }
  main.form { max-width: 40rem; }
  .actions { display: flex; gap: .75rem; flex-wrap: wrap; margin-top: 1.25rem; }
  button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: .375rem;
    border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); cursor: pointer; }
  button.plain { background: transparent; color: var(--accent); }
`

export function pageAnswer(page: Page): TextAnswer {
  const { title, body, style = '', head = '', status = 200, headers = {} } = page
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE + style)}</style>
${head}</head>
<body>
${body}
</body>
</html>
`
  const contentType = { 'content-type': 'text/html; charset=utf-8' }
  return {
    status,
    headers: { ...contentType, ...HTML_SECURITY, ...headers },
    text: String(text),
  }
}
