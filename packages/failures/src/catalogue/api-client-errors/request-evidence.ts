/** What Procore's support needs of one API call; the error reference asks for all but the request id. */
export const REQUEST_EVIDENCE: readonly string[] = [
  'HTTP method and full URL',
  'request headers, without the token and other secrets',
  'request body, without secrets',
  'response status code',
  'response body, as it came',
  'X-Request-Id of the response',
  'approximate time of the call, with its time zone',
]
