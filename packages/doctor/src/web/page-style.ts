/** How the doctor's page looks: as the other pages of the emulator do. */

/** Text on surface has a contrast of at least 4.5 to 1 in both schemes (WCAG 2.2, AA). */
export const PAGE_STYLE = `
  :root { color-scheme: light dark; --ink: #1c2430; --soft: #4a5565; --ground: #f6f4ef; --surface: #ffffff;
    --line: #cfd4da; --accent: #14557b; --accent-ink: #ffffff; --warn: #8a3b12; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e9ecf0; --soft: #b3bcc8; --ground: #14181d;
    --surface: #1d232b; --line: #3d4752; --accent: #8cc8ec; --accent-ink: #0d2230; --warn: #f2b38c; } }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  body { margin: 0; background: var(--ground); color: var(--ink);
    font: 1rem/1.6 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; }
  main, header { max-width: 52rem; margin: 0 auto; padding: 1rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
  h2 { font-size: 1.3rem; line-height: 1.3; margin: 1.5rem 0 .5rem; }
  h3 { font-size: 1rem; margin: 1.25rem 0 .15rem; }
  p { margin: .35rem 0; max-width: 65ch; overflow-wrap: anywhere; }
  ul { margin: .35rem 0; padding-left: 1.25rem; }
  li { max-width: 65ch; margin: .3rem 0; overflow-wrap: anywhere; }
  a { color: var(--accent); }
  code { font: .9rem/1.5 ui-monospace, "SFMono-Regular", Consolas, monospace; overflow-wrap: anywhere; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  #answer h2 { scroll-margin-top: 1rem; }
  .soft, .below { color: var(--soft); }
  .below { display: block; }
  .warn { color: var(--warn); font-weight: 600; }
  .panel { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
  .panel > h2:first-child, .panel > h3:first-child { margin-top: 0; }
  label { display: block; font-weight: 600; margin-top: 1rem; }
  textarea { width: 100%; color: inherit; background: var(--surface); border: 1px solid var(--soft); border-radius: .375rem;
    padding: .55rem .7rem; font: .9rem/1.5 ui-monospace, "SFMono-Regular", Consolas, monospace; resize: vertical; }
  .actions { display: flex; gap: .75rem; flex-wrap: wrap; margin: .75rem 0 0; }
  button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: .375rem;
    border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); cursor: pointer; }
  button.plain { background: transparent; color: var(--accent); }
  .now { display: grid; gap: 1rem 2rem; } .now h3 { margin-top: 0; }
  @media (min-width: 44rem) { .now { grid-template-columns: 1fr 1fr; } }
  .examples { list-style: none; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
  .examples li { margin: 0; }
  .examples button { width: 100%; height: 100%; text-align: left; font-weight: 400; background: var(--surface); color: var(--ink);
    border-color: var(--line); padding: .5rem .75rem; }
  .examples strong { display: block; }
  .examples code { color: var(--soft); display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
  input[type=datetime-local] { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--soft);
    border-radius: .375rem; padding: .4rem .6rem; min-height: 2.75rem; max-width: 100%; }
  fieldset { border: 0; padding: 0; margin: 1rem 0 0; min-width: 0; } legend { font-weight: 600; padding: 0; }
  fieldset label { display: inline-flex; gap: .5rem; align-items: center; font-weight: 400; margin: 0 1.5rem 0 0; min-height: 2.25rem; }
  input[type=radio] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
  .headline { font-size: 1.1rem; font-weight: 600; margin-top: 1.5rem; }
  #answer > .panel { margin-top: 2rem; }
  details { margin: .75rem 0; } summary { cursor: pointer; font-weight: 600; min-height: 1.75rem; }
  #said { min-height: 1.6rem; }
  /* Whatever is over within a second is not worth a bar that flickers. */
  #waiting { animation: appear 0s linear 1s both; }
  @keyframes appear { from { visibility: hidden; } to { visibility: visible; } }
  progress { width: 100%; max-width: 30rem; height: .75rem; accent-color: var(--accent); }
  #drop { position: fixed; inset: 0; display: grid; place-items: center; background: var(--ground); opacity: .95;
    border: 4px dashed var(--accent); font-size: 1.3rem; font-weight: 600; pointer-events: none; }
`
