/** What mail, chat and copying do to the ends of a link, and to its beginning. */
import { fault, type LinkFault, type Mending } from './link-fault.ts'

/** Blanks that no eye sees: zero-width ones, and the soft hyphen. */
const UNSEEN = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g

/** What a sentence, a quotation or a mail program leaves before and behind. */
const BEFORE = /^(?:["'“‘«(<[>).,;:\]]|&lt;|&quot;|%20|%22|%3C|url:|\[[^\]]{0,200}\]\()+/i
const BEHIND = /(?:["'”’»)\]><.,;:!?…]|&gt;|&quot;|&nbsp;|%20|%22|%3E|%0D|%0A|%E2%80%A6|\+)+$/i

/** A line break, with what mail puts there: `=` of quoted-printable, `> ` of a quotation. */
const BREAK = /=?[ \t]*\r?\n[ \t]*(?:>[ \t]?)*/g

export function withoutStrays(given: string): Mending {
  const faults: LinkFault[] = []
  let link = given.trim()
  if (/\r?\n/.test(link)) {
    link = link.replaceAll(BREAK, '')
    faults.push(
      fault(
        'line-break',
        '',
        'It was broken over several lines: put them together without a blank.',
      ),
    )
  }
  if (UNSEEN.test(link)) {
    link = link.replaceAll(UNSEEN, '')
    faults.push(
      fault(
        'stray-characters',
        '',
        'It holds characters that cannot be seen: type it anew, or copy what stands below.',
      ),
    )
  }
  if (link.includes('&amp;')) {
    link = link.replaceAll('&amp;', '&')
    faults.push(fault('stray-characters', '&amp;', '"&amp;" is how web pages write "&".'))
  }
  const before = BEFORE.exec(link)?.[0] ?? ''
  if (before !== '') {
    link = link.slice(before.length)
    faults.push(fault('stray-characters', before, `${quoted(before)} before it is no part of it.`))
  }
  const behind = strayEnd(link)
  if (behind !== '') {
    link = link.slice(0, -behind.length)
    const isLeftOut = /…|\.{3}|%E2%80%A6/i.test(behind)
    faults.push(
      isLeftOut
        ? fault(
            'cut-short',
            behind,
            `${quoted(behind)} stands for a rest that was left out: ask for the whole link.`,
          )
        : fault('stray-characters', behind, `${quoted(behind)} at its end is no part of it.`),
    )
  }
  return { link, faults }
}

/** A bracket that was opened inside is closed inside. */
function strayEnd(link: string): string {
  const end = BEHIND.exec(link)?.[0] ?? ''
  const isClosed = end.startsWith(')') && link.slice(0, -end.length).includes('(')
  return isClosed || /^https?:\/*$/i.test(link) ? '' : end
}

/** `https\\`, `htps://`, `https//`, `https:/`, `h ttps://`: whatever was meant as the beginning. */
const SCHEME = /^((?:h\s?[tp]{0,4}\s?[tps]{0,3}|[tps]{2,5})\s?[:;.]?\s?[\\/:]{1,4}\s?)(?=[a-z0-9])/i

export function withScheme({ link, faults }: Mending): Mending {
  if (/^https?:?[\\/]*$/i.test(link)) return { link: 'https://', faults }
  const twice = /^(https?:\/\/)(?:https?:?\/\/)+/i.exec(link)
  if (twice) {
    const says = 'The beginning stands there twice.'
    return {
      link: `https://${link.slice(twice[0].length)}`,
      faults: [...faults, fault('broken-scheme', twice[0], says)],
    }
  }
  const written = /^https?:\/\/(?=[a-z0-9[])/i.exec(link)?.[0] ?? SCHEME.exec(link)?.[1]
  // `app.procore.com/…`: browsers put the beginning before it by themselves.
  if (written === undefined) return backslashes({ link: `https://${link}`, faults })
  if (/^https?:\/\/$/i.test(written))
    return backslashes({ link: written.toLowerCase() + link.slice(written.length), faults })
  const says = `A link begins with "https://", and this one with ${quoted(written)}.`
  return backslashes({
    link: `https://${link.slice(written.length)}`,
    faults: [...faults, fault('broken-scheme', written, says)],
  })
}

function backslashes({ link, faults }: Mending): Mending {
  if (!/\\|%5c/i.test(link)) return { link, faults }
  const mended = link.replaceAll(/(?:\\|%5c)+/gi, '/')
  // Those of a broken beginning were told of already.
  if (faults.some(({ piece }) => piece.includes('\\'))) return { link: mended, faults }
  return {
    link: mended,
    faults: [
      ...faults,
      fault('stray-characters', '\\', 'Its slashes lean the wrong way: "/" belongs there.'),
    ],
  }
}

export function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`
}
