/** What the person says of themselves, for a packet: by flags, and asked for in a terminal. */
import { NOBODY_SAID, type Person } from '@underpin/doctor/node'
import type { Interviewer } from './interview.ts'

export interface PersonFlags {
  readonly sender?: string
  readonly browser?: string
  readonly device?: string
  readonly network?: string
  readonly projectName?: string
  readonly role?: string
}

/** In the order of the guide to 503, When to Contact Procore Support. */
export const PERSON_QUESTIONS: Readonly<Record<keyof Person, string>> = {
  browser: 'Which browser, and its version?',
  device: 'On which device?',
  network: 'On which network: office, site, home, phone, VPN?',
  projectName: 'In which project, by its name?',
  role: 'What is your role in it?',
  sender: 'Who signs the message (name, address)?',
}

export const PERSON_FIELDS = Object.keys(PERSON_QUESTIONS) as readonly (keyof Person)[]

export function personOf(flags: PersonFlags): Person {
  const given = PERSON_FIELDS.flatMap((field) => {
    const value = flags[field]?.trim() ?? ''
    return value === '' ? [] : [[field, value]]
  })
  return { ...NOBODY_SAID, ...Object.fromEntries(given) }
}

/** Asks for what no flag said, until the person has had enough. */
export async function askPerson(known: Person, interviewer: Interviewer): Promise<Person> {
  let person = known
  for (const field of PERSON_FIELDS.filter((each) => known[each] === null)) {
    const given = await interviewer.text(PERSON_QUESTIONS[field], () => null)
    if (given === null) return person
    if (given.trim() !== '') person = { ...person, [field]: given.trim() }
  }
  return person
}
