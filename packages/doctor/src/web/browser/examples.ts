/** What to try: one of each kind of thing that people have of an error. */

export interface Example {
  readonly title: string
  readonly text: string
}

export const EXAMPLES: readonly Example[] = [
  { title: 'A status code', text: '503' },
  { title: 'A message', text: 'App is not connected to this company.' },
  { title: 'A link', text: 'https:\\\\app.procore.com/5001/project/rfi/showww/123456' },
  {
    title: 'An answer with its headers',
    text: [
      'HTTP/1.1 429 Too Many Requests',
      'X-Rate-Limit-Limit: 3600',
      'X-Rate-Limit-Remaining: 0',
      'Retry-After: 1800',
      'Content-Type: application/json',
      '',
      '{"errors":"You have surpassed the max number of requests for an hour. Please wait until your limit resets."}',
    ].join('\n'),
  },
  {
    title: 'A JSON body',
    text: '{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."}',
  },
  { title: 'A network error', text: 'getaddrinfo ENOTFOUND api.procore.com' },
]
