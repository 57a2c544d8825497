/** Reads the form that was sent to a page. Its token is looked at before the first byte of a file is taken. */
import type { Call } from '../call.ts'
import { type Body, NO_BODY, type ParsedBody, parseBody } from '../engine/request-body.ts'
import type { Platform } from '../platform.ts'
import type { Refusal } from '../reply.ts'
import { FORM_TOKEN, isOwnForm } from '../sign-in/form-token.ts'
import type { Session } from '../sign-in/sessions.ts'

/** A form that is refused keeps its fields as far as they were read: it comes back filled. */
export type ReadForm = ParsedBody & { readonly fields: Body }

/** @param session null when there is none, and then no file is taken. */
export async function readForm(
  call: Call,
  platform: Platform,
  session: Session | null,
): Promise<ReadForm> {
  let fields: Body = NO_BODY
  const beforeFile = (soFar: Body) => {
    fields = soFar
    return session === null ? NO_SESSION : foreign(soFar, session)
  }
  const parsed = await parseBody(call, platform, { beforeFile })
  return { ...parsed, fields: parsed.kind === 'body' ? parsed.body : fields }
}

/** A refusal for a form that is not of this session: of another site, of a page from before signing in, or cut. */
export function foreign(body: Body, session: Session): Refusal | null {
  const given = body[FORM_TOKEN]
  if (typeof given === 'string' && isOwnForm(session, { [FORM_TOKEN]: given })) return null
  return {
    failure: 'bad-request-page',
    because: 'the form does not carry the token of this session',
  }
}

const NO_SESSION: Refusal = {
  failure: 'stale-session',
  because: 'a form with a file was sent, and nobody is signed in',
}
