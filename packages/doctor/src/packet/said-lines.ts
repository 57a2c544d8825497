/** What the person said, as they would say it themselves: one sentence a fact. */
import type { Complaint } from '../diagnosis/complaint.ts'

type Said = Exclude<keyof Complaint, 'sinceMs' | 'seen'>

const SENTENCES: Readonly<Record<Said, { readonly yes: string; readonly no: string }>> = {
  onlyOurCompany: {
    yes: 'Other companies work; only ours is affected.',
    no: 'Other companies are affected too.',
  },
  otherNetworkWorks: {
    yes: 'I tried another network, and it works there.',
    no: 'I tried another network, and it fails there too.',
  },
  onlyOnePerson: {
    yes: 'Only one person is affected.',
    no: 'Several people are affected.',
  },
  oneAction: { yes: 'One action fails; the rest works.', no: 'Everything fails.' },
  privateWindowWorks: {
    yes: 'I tried a private window, and it works there.',
    no: 'I tried a private window, and it fails there too.',
  },
  maintenanceAnnounced: {
    yes: 'A maintenance was announced for this time.',
    no: 'I know of no maintenance announced for this time.',
  },
  repeatedOverDays: {
    yes: 'It has come back over several days.',
    no: 'It has not happened on other days.',
  },
  workedBefore: { yes: 'The same worked before.', no: 'It has never worked.' },
  bulkWork: {
    yes: 'A large import or many calls were running.',
    no: 'No large import was running.',
  },
}

export function saidLines(complaint: Complaint): string[] {
  return (Object.keys(SENTENCES) as Said[]).flatMap((field) => {
    const said = complaint[field]
    return said === null ? [] : [said ? SENTENCES[field].yes : SENTENCES[field].no]
  })
}
