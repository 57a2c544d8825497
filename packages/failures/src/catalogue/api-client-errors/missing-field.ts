/** 400: a field or parameter that the operation requires is not there, or is empty. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const missingFieldKnown: KnownMode = {
  id: 'missing-field',
  surface: 'api',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [400],
      shape: ['E3'],
      text: /\brequired\b|(?:can'?t|can ?not|must not|should not) be (?:blank|empty|null|nil)|\bmissing\b|must (?:exist|be present)/i,
      from: [fact('6.1', 'wild'), ours('the wordings of Rails validations')],
    },
    {
      surface: 'api',
      // It was not noted with which of the two statuses the body was seen. With 422 nothing but the bare
      // word will do: a missing dependent record is a business rule.
      statuses: [422],
      shape: ['E3'],
      text: /^(?:is )?(?:required|missing)\.?$|^(?:can'?t|cannot) be (?:blank|empty|null)\.?$/i,
      from: [fact('6.1', 'wild'), ours('the wordings of Rails validations')],
    },
    {
      // That the sender left something out is said in these words alone, whatever field they name.
      surface: 'api',
      statuses: [422],
      text: /\b(?:can'?t|can ?not) be (?:blank|empty|null|nil)\b/i,
      from: [fact('6.1', 'wild'), ours('the wordings of Rails validations')],
    },
    {
      surface: 'api',
      statuses: [400],
      text: /\brequired\b|param(?:eter)?\b.{0,30}\bis missing|missing (?:required )?(?:param|field|attribute|key)|(?:can'?t|can ?not) be (?:blank|empty)/i,
      from: [fact('6.2', 'assumed'), ours('the wordings of Rails')],
    },
  ],
}

export const missingField: FailureMode = /* @__PURE__ */ told(missingFieldKnown, {
  title: 'A field that Procore requires was left out.',
  summary: {
    says: 'The request was readable, but a field or a parameter that this operation requires is missing or empty. The answer usually names it. Nothing was saved.',
    from: [seedApi('Client errors (4xx)'), fact('6.1', 'wild')],
  },
  wire: {
    status: 400,
    shape: 'E3',
    text: 'required',
    field: 'name',
    from: [fact('6.1', 'wild'), fact('6.2', 'documented')],
  },
  causes: [
    {
      says: 'The attributes are not wrapped in the name of the resource, so every one of them counts as missing.',
      tellApart:
        'Look at the outermost keys of the body: a v1 write of an RFI needs {"rfi": {…}}, while v2 writes are not wrapped.',
      from: [fact('3', 'documented')],
    },
    {
      says: 'The key that says where the record belongs, company_id or project_id, is missing from the body or the query.',
      tellApart:
        'Compare the request with the parameters of this operation and this version in the API reference.',
      from: [fact('3', 'documented'), seedApi('Client errors (4xx)')],
    },
    {
      says: 'The field is one that a person fills in, and it was left empty.',
      tellApart:
        'Look at the field that the message names: is it on the form that the person used?',
      from: [seedApi('Client errors (4xx)'), ours('what the program passes on from its own form')],
    },
    {
      says: 'The company itself has made the field required, and the request asked for such rules to be enforced.',
      tellApart:
        'Look for run_configurable_validations=true in the request: without it these rules are not applied.',
      from: [fact('3', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Fill in the field that the message names and save again; if no such field is on your form, tell the people who run the connected program.',
      from: [seedApi('Client errors (4xx)'), ours('the message names the field')],
    },
    integration: {
      says: 'Add the field that the message names, inside the wrapper key that the reference shows, and send the corrected request.',
      from: [seedApi('Client errors (4xx)'), fact('3', 'documented')],
    },
    companyAdmin: {
      says: 'Check whether your company made the field required in its configurable field sets; if the program cannot supply it, make it optional there.',
      from: [fact('3', 'documented')],
    },
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'the field is in the request, spelled and placed as in the reference, and is still called missing',
        from: [ours('then the reference or the server is wrong')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
