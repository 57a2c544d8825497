/**
 * Finds the secrets of a packet's input before anything is written, so that each is known everywhere:
 * by name, by form, and inside of what is escaped, folded, percent-encoded, in base64 or packed.
 * Mail addresses count: they are of people who were not asked.
 */
import type { Redactor } from '@underpin/exchange'
import { innerTexts } from './encoded-run.ts'

/** JSON in a form in JSON in base64 is four. */
const LAYERS_MAX = 4

/** Of a longer text the beginning is taken apart: far more than what of a body is shown. */
const TAKEN_APART_CHARS_MAX = 64 * 1024

/** Characters looked at in all, some seconds' work. What comes after is looked at as it stands. */
const LOOKED_AT_CHARS_MAX = 8 * 1024 * 1024

/** From where a word begins: tried at every letter of a long one it takes minutes. */
const MAIL_ADDRESS = /(?<![\w.+%-])[\w.+%-]{1,256}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/gi

/** Addresses that belong to nobody: where help is asked for. */
const HELP_ADDRESSES: ReadonlySet<string> = new Set([
  'apisupport@procore.com',
  'support@procore.com',
])

/** A user name and a password, as Basic authorization encodes them. */
const SIGN_IN = /^[\x20-\x39\x3b-\x7e]{1,200}:([\x20-\x7e]{6,200})$/

/** Before a host: in an address, or in a proxy that is given without a scheme. */
const SIGN_IN_OF_URL = /(?:\/\/|^)([^\s/:@"']{1,200}):([^\s@"'/][^\s@"']{5,200})@[\w.[-]/g

/** @param sender whose own address is not hidden. */
export function discoverSecrets(given: unknown, sender: string | null, redactor: Redactor): void {
  const budget = { chars: LOOKED_AT_CHARS_MAX }
  const own = new Set((sender ?? '').toLowerCase().match(MAIL_ADDRESS) ?? [])
  const learn = (text: string, layer: number): void => {
    redactor.text(text)
    redactor.body(text, null)
    learnCookies(text, redactor)
    for (const [, user, password = ''] of text.matchAll(SIGN_IN_OF_URL)) {
      if (user !== 'mailto') redactor.learn('password', password)
    }
    for (const [address] of text.matchAll(MAIL_ADDRESS)) {
      const isShown = own.has(address.toLowerCase()) || HELP_ADDRESSES.has(address.toLowerCase())
      if (!isShown) redactor.learn('e-mail address', address)
    }
    const head = text.slice(0, TAKEN_APART_CHARS_MAX)
    budget.chars -= head.length
    if (layer >= LAYERS_MAX || budget.chars < 0) return
    for (const view of viewsUnder(head)) learn(view, layer + 1)
    for (const inner of innerTexts(head)) {
      const password = SIGN_IN.exec(inner)?.[1]
      if (password !== undefined) redactor.learn('password', password)
      for (const [stretch] of inner.matchAll(READABLE)) learn(stretch, LAYERS_MAX)
    }
  }
  eachString(given, (text) => learn(text, 0))
}

/** The text with a layer of writing taken off, where there is one. */
function viewsUnder(text: string): string[] {
  const views = [
    // A header that is folded, in a value or before one; and a value that is wrapped.
    text.replace(FOLD, ''),
    text.replace(FOLD, ' '),
    text.replace(/\r?\n/g, ''),
    text.replace(/\\(["\\/nrt])/g, (_all, mark: string) => ESCAPED[mark] ?? mark),
    text.replace(/(?:%[0-9a-f]{2})+/gi, decoded),
  ]
  return [...new Set(views)].filter((view) => view !== text)
}

/** From where the blanks begin: tried at every one of a long row it takes minutes. */
const FOLD = /(?:(?<![ \t])[ \t]+)?\r?\n[ \t]+/g

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function decoded(percents: string): string {
  try {
    return decodeURIComponent(percents)
  } catch {
    return percents // Not UTF-8: then it is what was meant.
  }
}

const READABLE = /[\x20-\x7e\t\r\n]{8,}/g

/** A cookie is known as a whole line; what is in it may stand elsewhere by itself. */
function learnCookies(text: string, redactor: Redactor): void {
  for (const [, line = ''] of text.matchAll(
    /\b(?:set-)?cookie["']?\s{0,3}[:=]\s{0,3}([^\r\n]{6,4096})/gi,
  )) {
    for (const [, value = ''] of line.matchAll(/=([^\s;,"']{8,})/g)) {
      if (/\d/.test(value) && /[a-z]/i.test(value)) redactor.learn('cookie', value)
    }
  }
}

function eachString(value: unknown, see: (text: string) => void): void {
  if (typeof value === 'string') see(value)
  else if (Array.isArray(value)) for (const each of value) eachString(each, see)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      see(name)
      eachString(each, see)
      if (typeof each === 'string' && /cookie/i.test(name)) see(`${name}: ${each}`)
    }
  }
}
