/** What to hand over when escalating: once for a call of the API, once for a person at a browser. */

/** For apisupport@procore.com. Source: API error code reference, Best practices; fact sheet 6.2. */
export const API_EVIDENCE: readonly string[] = [
  'Method and full URL, query included',
  'Request headers, without Authorization and other secrets',
  'Request body, without secrets',
  'Status of the answer',
  'Headers and body of the answer, as they came',
  'Request id of the answer, if it carries one',
  'Approximate time of each occurrence, with time zone',
  'Company id and project id',
]

/** For Procore's support or an administrator. Source: 503 guide, When to Contact Procore Support. */
export const PERSON_EVIDENCE: readonly string[] = [
  'Time of each occurrence, with time zone',
  'Screenshot of the whole window, address bar included',
  'Browser with its version, and the device',
  'Network: office, site, home, phone, VPN',
  'Name of the project',
  'Your role or permission in it',
  'What you had tried by then, and what happened',
]
