/** Links that are damaged, in the ways that the web error page names, and in the ways that mail does. */
import type { Row } from './labelled-case.ts'

export const LINKS: readonly Row[] = [
  ['malformed-link', 'https\\\\app.procore.com/87654/project/rfi/show', 'web error page: 404'],
  ['malformed-link', 'https://app.procore.com/87654/project/rfi/sho', 'web error page: 404'],
  ['malformed-link', 'https://app.procore.com/87654/project/rfi/showww/123456', 'web error page'],
  ['malformed-link', 'http:\\\\app.procore.com\\87654\\project\\rfi\\list', 'web error page'],
  ['malformed-link', 'ttps://app.procore.com/87654/project/rfi/show/1', 'cut when copying'],
  ['malformed-link', 'https:/app.procore.com/87654/project/submittals/list', 'a slash lost'],
  ['malformed-link', 'https//app.procore.com/87654/project/rfi/show/123', 'a colon lost'],
  ['malformed-link', 'https://app.procore.com/87654/project/rfi/lst', 'misspelt action'],
  ['malformed-link', 'app.procore.com/87654/project/rfi/shwo/123', 'misspelt action'],
]
