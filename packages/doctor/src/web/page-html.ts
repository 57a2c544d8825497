/** The page itself: what stands there before its script runs, and what it says without one. */
import { PAGE_STYLE } from './page-style.ts'

export interface PagePaths {
  /** Of the page's script. */
  readonly script: string
  /** What that script will ask for; asking early saves a second of going back and forth. */
  readonly preload: readonly string[]
  /** Of the catalogue's pages; an id is put below. */
  readonly failures: string
}

/** Nothing in it is from outside, so nothing has to be escaped. */
export function pageHtml({ script, preload, failures }: PagePaths): string {
  const links = preload.map((path) => `<link rel="modulepreload" href="${path}">`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What does this error mean?</title>
<style>${PAGE_STYLE}</style>
${links.join('\n')}
<script type="module" src="${script}"></script>
</head>
<body data-failures="${failures}">
<header><nav aria-label="Underpin"><a href="/?about=1">Start</a> · <a href="${failures}">All failures</a></nav></header>
<main>
<h1>What does this error mean?</h1>
<p id="private">Nothing that you paste or drop here leaves this browser: the page has your browser refuse every connection that it might open.</p>
<noscript><p class="panel">This page reads your text in the browser itself, and for that it needs JavaScript. Without it, in a terminal: <code>underpin explain "the words of the error"</code>, or <code>underpin explain FILE</code>.</p></noscript>
<form id="ask" hidden>
<label for="given">Paste what you have of it</label>
<p class="soft" id="given-hint">A message, a status code, a link, an answer with its headers, a log. Or drop a file anywhere on this page: a HAR, a log, a saved answer.</p>
<textarea id="given" rows="7" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="given-hint private"></textarea>
<div class="actions">
<button id="explain">Explain</button>
<button type="button" class="plain" id="choose">Choose a file</button>
<button type="button" class="plain" id="clear">Clear</button>
<input type="file" id="file" hidden>
</div>
</form>
<p id="said" role="status"></p>
<div id="waiting" hidden><progress id="progress" aria-labelledby="said"></progress></div>
<div id="answer"></div>
<section id="examples" aria-labelledby="examples-title" hidden>
<h2 id="examples-title">Or try one of these</h2>
<ul class="examples"></ul>
</section>
</main>
<div id="drop" hidden><p>Drop it: it stays in this browser.</p></div>
</body>
</html>
`
}
