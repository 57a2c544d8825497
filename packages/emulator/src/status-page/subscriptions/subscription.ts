/** What a subscription of the status page is, and the request that comes before it. */
import { mailAddress, phoneNumber } from '../../mail/address.ts'
import { COMPONENT_NAMES, COMPONENTS } from '../components.ts'

export const WAYS = ['mail', 'sms', 'webhook'] as const
export type Way = (typeof WAYS)[number]

/** Of a webhook's address. A guess: browsers and servers take some 2,000. */
const URL_CHARS_MAX = 2_000

/** Who is told, where, and of what. */
export interface Recipient {
  readonly way: Way
  /** An e-mail address, a telephone number or a URL. */
  readonly address: string
  /** Where a webhook's links go to; the address itself for a mail, `''` for a text. */
  readonly mail: string
  /** Names of components; null for everything. */
  readonly components: readonly string[] | null
  /** The origin of the status page as this person reaches it: what links begin with. */
  readonly origin: string
}

export interface Subscription extends Recipient {
  readonly id: number
}

/** Asked for, and not yet shown to come from whoever has the address. */
export interface SubscriptionRequest extends Recipient {
  readonly id: number
  /** What a form names it by, where a code follows: unguessable. */
  readonly handle: string
  readonly expiresAtMs: number
  /** Wrong codes that are still taken. */
  readonly triesLeft: number
}

export type RecipientForm =
  | { readonly kind: 'recipient'; readonly recipient: Recipient }
  | { readonly kind: 'unusable'; readonly field: 'address' | 'mail'; readonly message: string }

/** @param whyNot says why a webhook may not be sent to an address; null when it may. */
export function readRecipient(
  form: URLSearchParams,
  origin: string,
  whyNot: (url: string) => string | null,
): RecipientForm {
  const way = WAYS.find((each) => each === form.get('way')) ?? 'mail'
  const given = form.get('address') ?? ''
  const components = readComponents(form)
  const common = { way, components, origin }
  if (way === 'sms') {
    const address = phoneNumber(given)
    if (address === null) {
      return unusable('address', 'Enter a number with its country, such as +1 415 555 0123.')
    }
    return { kind: 'recipient', recipient: { ...common, address, mail: '' } }
  }
  if (way === 'mail') {
    const address = mailAddress(given)
    if (address === null) {
      return unusable('address', 'Enter one e-mail address, such as name@example.com.')
    }
    return { kind: 'recipient', recipient: { ...common, address, mail: address } }
  }
  const url = given.length > URL_CHARS_MAX ? null : URL.parse(given.trim())
  if (url === null || whyNot(url.href) !== null) {
    return unusable(
      'address',
      'Enter an http or https address of this machine, such as http://localhost:3000/status.',
    )
  }
  const mail = mailAddress(form.get('mail') ?? '')
  if (mail === null) return unusable('mail', 'Enter one e-mail address, such as name@example.com.')
  return { kind: 'recipient', recipient: { ...common, address: url.href, mail } }
}

/** In the page's order; null for all of them, and for none. */
export function readComponents(form: URLSearchParams): readonly string[] | null {
  const given = new Set(form.getAll('component').filter((name) => COMPONENT_NAMES.has(name)))
  if (given.size === 0 || given.size === COMPONENTS.length) return null
  return COMPONENTS.map(({ name }) => name).filter((name) => given.has(name))
}

/** What names no component is for those who asked for everything. */
export function isFor({ components }: Recipient, names: readonly string[]): boolean {
  return components === null || names.some((name) => components.includes(name))
}

function unusable(field: 'address' | 'mail', message: string): RecipientForm {
  return { kind: 'unusable', field, message }
}
