/** What the application's pages add to the house look (`page.ts`). The same colours, so the same contrasts. */

export const WEB_STYLE = `
  .skip { position: absolute; left: -100vw; }
  .skip:focus { left: .5rem; top: .5rem; background: var(--surface); padding: .5rem 1rem; z-index: 1; }
  .bar { max-width: 68rem; margin: 0 auto; padding: .25rem 1rem; }
  header.top { max-width: none; padding: 0; background: var(--surface); border-bottom: 1px solid var(--line); }
  header.top .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; }
  .brand { font-weight: 700; text-decoration: none; color: var(--ink); padding: .5rem 0; }
  .who { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; }
  .who a { padding: .5rem 0; overflow-wrap: anywhere; }
  .maintenance { background: var(--surface); border-bottom: 3px solid var(--warn); }
  .maintenance .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; }
  .maintenance p { max-width: none; flex: 1 1 20rem; overflow-wrap: anywhere; }
  nav.places { background: var(--surface); border-bottom: 1px solid var(--line); }
  .places .place { margin: .5rem 0 0; max-width: none; overflow-wrap: anywhere; }
  .places ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  .places li a { display: inline-block; padding: .6rem 0 .5rem; text-decoration: none; border-bottom: 3px solid transparent; }
  .places li a:hover { border-color: var(--line); }
  .places li a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
  main:focus { outline: none; }
  .above { font-size: .9rem; margin-top: .5rem; }
  .above::before { content: "← " / ""; color: var(--soft); }
  input[type=date]:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; margin-bottom: .75rem; }
  .head h1 { margin: .75rem 0; overflow-wrap: anywhere; }
  .head .actions { margin: .25rem 0; }
  .head h1 + .tag { margin-right: auto; }
  .list { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: .25rem 1rem; margin: 1rem 0; }
  @media (min-width: 48rem) { .list th, .list td { vertical-align: middle; padding: .5rem .75rem .5rem 0; } }
  .list tbody tr:last-child, .list tbody tr:last-child > * { border-bottom: 0; }
  .panel > :first-child, .empty > :first-child { margin-top: 0; }
  .panel > :last-child, .empty > :last-child { margin-bottom: 0; }
  td, th, dd, li, .notice { overflow-wrap: anywhere; }
  a.button { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: .375rem;
    border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); font-weight: 600; text-decoration: none; }
  a.button.plain { background: transparent; color: var(--accent); }
  button.small { min-height: 2.25rem; padding: .25rem .75rem; font-weight: 400; }
  button.danger { background: transparent; border-color: var(--warn); color: var(--warn); }
  .notice { border-left: .25rem solid var(--accent); background: var(--surface); padding: .6rem 1rem; max-width: none; }
  .problem { border: 1px solid var(--warn); border-left-width: .25rem; background: var(--surface); padding: .25rem 1rem .5rem; margin: 1rem 0; }
  .problem h2 { margin: .5rem 0; font-size: 1.05rem; }
  .problem a { color: var(--warn); }
  .problem ul { margin: .25rem 0; padding-left: 1.25rem; }
  .error { color: var(--warn); font-weight: 600; margin: .25rem 0; }
  .hint { color: var(--soft); margin: .1rem 0 .35rem; font-size: .9rem; }
  form.sheet { max-width: 40rem; }
  textarea, select { width: 100%; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--soft);
    border-radius: .375rem; padding: .55rem .7rem; min-height: 2.75rem; }
  textarea { min-height: 8rem; resize: vertical; }
  [aria-invalid=true] { border: 2px solid var(--warn); }
  fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1.25rem 0 0; padding: .25rem 1rem .75rem; min-width: 0; }
  legend { font-weight: 600; padding: 0 .35rem; }
  label.box { display: flex; align-items: center; gap: .6rem; font-weight: 400; margin: 0; min-height: 2.5rem; }
  label.box input { width: 1.25rem; height: 1.25rem; min-height: 0; flex: none; accent-color: var(--accent); }
  input[type=file] { padding: .5rem; }
  fieldset + input + label.box, textarea + input + label.box, p + label.box, input + input + label.box { margin-top: .75rem; }
  .tag { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; white-space: nowrap; }
  .tag.warn { border-color: var(--warn); color: var(--warn); font-weight: 600; }
  .cards { list-style: none; padding: 0; margin: 1rem 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); }
  .cards li { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
  .cards p { margin: .15rem 0; }
  .empty { background: var(--surface); border: 1px dashed var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
  dl.facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .35rem 1.25rem; margin: .5rem 0; }
  dl.facts dt { color: var(--soft); }
  dl.facts dd { margin: 0; min-width: 0; }
  .said { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 65ch; margin: .5rem 0; }
  .replies { list-style: none; padding: 0; margin: .5rem 0; }
  .replies li { border-top: 1px solid var(--line); padding: .75rem 0; }
  .pager { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: 1rem 0; }
  .inline { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
  .inline select { width: auto; min-width: min(12rem, 100%); flex: 1 1 12rem; }
  .filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 0 0 1rem; }
  .filter > div { flex: 1 1 12rem; max-width: 20rem; }
  .filter label { margin: 0; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .columns { columns: 16rem; }
  .columns label { break-inside: avoid; }
  @media (max-width: 30rem) { dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: .5rem; } }
`
