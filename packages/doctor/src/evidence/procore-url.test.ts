import { expect, it } from 'vitest'
import { readProcoreUrl } from './procore-url.ts'

it.each([
  {
    link: 'https\\\\app.procore.com/87654/project/rfi/show',
    says: /starts with "https\\\\".*https:\/\/app\.procore\.com\/87654/,
  },
  { link: 'https:/app.procore.com/1/project/rfi/show/2', says: /starts with "https:\/"/ },
  { link: 'htps://app.procore.com/1/project/rfi/show/2', says: /starts with "htps:\/\/"/ },
  { link: 'https://app.procore.com/87654/project/rfi/sho', says: /"sho".*cut short.*"show"/ },
  {
    link: 'https://app.procore.com/87654/project/rfi/showww/123456',
    says: /"showww".*misspelt.*"show"/,
  },
  { link: 'app.procore.com/87654/company/home/lits', says: /"lits".*misspelt.*"list"/ },
])('$link is a malformed link, and the reading says where', ({ link, says }) => {
  const read = readProcoreUrl(link)
  expect(read).toMatchObject({ kind: 'procore-url', named: ['malformed-link'] })
  expect(read?.notes[0]).toMatch(says)
})

it.each([
  'https://app.procore.com/87654/project/rfi/show/123456',
  'https://app.procore.com/4001/company/home/list',
  'https://us02.procore.com/webclients/host/companies/1/projects/2/tools/rfis',
  'https://example.com/1/project/rfi/sho',
])('%s has nothing wrong to see', (link) => {
  expect(readProcoreUrl(link)).toMatchObject({ named: [], evidence: [] })
})

it.each(['503', 'the app is not connected', 'https', 'app-not-connected'])(
  '"%s" is no link',
  (text) => {
    expect(readProcoreUrl(text)).toBeNull()
  },
)
