/**
 * How programs write in running text that an answer came: its status, the call, its headers. Data: one row a
 * way of writing, with the program that writes so.
 */

const METHOD = '(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)'
const ADDRESS = String.raw`(https?:\/\/[^\s"'\x60<>\])},]+|\/[^\s"'\x60<>\])},]*)`

/** A status in a place where only an answer's stands. The first group is the status. */
export const SURE_STATUS: readonly RegExp[] = [
  // `"GET /rest/v1.0/me HTTP/1.1" 401 47`: access logs, urllib3.
  /"[A-Z]{3,10} \S{1,4096} HTTP\/[\d.]{1,3}" (\d{3})\b/,
  // `HTTP/2 403`, `"HTTP/1.1 403 Forbidden"`: httpx, curl, dumps.
  /\bHTTP\/\d(?:\.\d)?"?\s{1,3}(\d{3})\b/,
  // `403 Client Error: Forbidden for url`: Python's requests.
  /\b([45]\d\d) (?:Client|Server) Error\b/,
  // `Client error '403 Forbidden' for url`: httpx.
  /\b(?:Client|Server) error '([45]\d\d)\b/,
  // `ClientResponseError: 403, message='Forbidden'`: aiohttp.
  /\bClientResponseError: ([45]\d\d),/,
  // `Request failed with status code 403`: axios.
  /\bfailed with status code ([45]\d\d)\b/i,
  // `Response code 403 (Forbidden)`: got.
  /\bResponse code ([45]\d\d)\b/,
  // `the server responded with status 403`: Faraday.
  /\bresponded with (?:a )?status(?: of)? ([45]\d\d)\b/i,
  // `response: Status 403`: Faraday's logger.
  /\bresponse: Status (\d{3})\b/,
  // `RestClient::Forbidden: 403 Forbidden`, `HttpClientErrorException$Forbidden: 403 Forbidden`: RestClient, Spring.
  /(?:Exception|Error|RestClient|::\w{3,40})(?:[$:.]{1,2}\w{1,60})?: ([45]\d\d)\b/,
  // `[403 Forbidden] during [GET] to [https://…]`: Feign.
  /\[([45]\d\d)(?: [A-Z][\w -]{1,40})?\] during \[/,
  // `<-- 403 Forbidden https://…`: OkHttp.
  /<-- (\d{3})\b/,
  // `after 120.3ms - 403`, `does not indicate success: 403 (Forbidden)`: .NET.
  /\bafter [\d.]{1,12}ms - (\d{3})\b/,
  /\bdoes not indicate success: ([45]\d\d)\b/,
  // "resulted in a `401 Unauthorized` response": Guzzle.
  /\bresulted in an? `?([45]\d\d)\b/,
  // `statusCode: 403`, `status=403`, `"status":403`, `:status=>403`: dumps of any language.
  /\b(?:http_?)?status_?code["']?\s{0,2}(?:=>|[:=])\s{0,2}["']?([45]\d\d)\b/i,
  /\bstatus["']?(?:=>|=|:\s?)["']?([45]\d\d)\b/i,
  // `GET /rest/v1.0/me 401 12.345 ms - 47`, `POST https://… -> 503`: short access lines.
  new RegExp(
    `\\b${METHOD} ${ADDRESS}[ :,]{1,4}(?:->|=>|→|returned|answered|responded|failed|got)?:?[ (]{0,4}(?:with )?(?:HTTP |status )?([1-5]\\d\\d)\\b`
      .replace(METHOD, METHOD.replace('(', '(?:'))
      .replace(ADDRESS, ADDRESS.replace('(', '(?:')),
  ),
]

/** A status in a sentence: it counts when the line speaks of trouble. */
export const LOOSE_STATUS: readonly RegExp[] = [
  /\bHTTP(?: error| status| code)?[ :]{1,3}([45]\d\d)\b/i,
  /\bstatus(?: code)?(?: of| was| is)?[ :]{1,3}([45]\d\d)\b/i,
  /\b(?:returned|answered|got|received|responded(?: with)?|failed(?: with)?|response|error)(?: code)?:? (?:an? )?(?:HTTP )?\(?([45]\d\d)\b/i,
  /\b([45]\d\d) (?:Bad Request|Unauthorized|Forbidden|Not Found|Not Acceptable|Request Time-?out|Conflict|Gone|Payload Too Large|Unprocessable|Too Many Requests|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)\b/i,
  /\berror\b.{0,80}\(([45]\d\d)\)/i,
]

/** Errors that clients name after the status: `Faraday::ForbiddenError`, `Procore::RateLimitError`. */
export const NAMED_STATUS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:BadRequest|InvalidRequest)(?:Error|Exception)\b|::BadRequest\b/, 400],
  [/\b(?:Unauthorized|Authorization|Authentication)(?:Error|Exception)\b|::Unauthorized\b/, 401],
  [/\b(?:Forbidden|PermissionDenied)(?:Error|Exception)\b|::Forbidden\b/, 403],
  [/\b(?:Resource)?NotFound(?:Error|Exception)\b|::(?:Resource)?NotFound\b/, 404],
  [/\bConflict(?:Error|Exception)\b|::Conflict\b/, 409],
  [/\bUnprocessable(?:Entity|Content)(?:Error|Exception)\b|::UnprocessableEntity\b/, 422],
  [/\b(?:TooManyRequests|RateLimit(?:Exceeded)?)(?:Error|Exception)\b|::TooManyRequests\b/, 429],
  [
    /\b(?:InternalServer|Server)(?:Error|Exception)\b(?=.{0,40}procore)|::InternalServerError\b/i,
    500,
  ],
  [/\bBadGateway(?:Error|Exception)?\b/, 502],
  [/\bServiceUnavailable(?:Error|Exception)?\b/, 503],
]

/** The call. Groups: method and address. */
export const CALLS: readonly RegExp[] = [
  new RegExp(
    `\\b${METHOD}["'\`\\]]{0,2}(?: request)?(?: to| for| from)? {0,3}[["'\`]{0,2}${ADDRESS}`,
  ),
  // `during [GET] to [https://…]`: Feign.
  new RegExp(`\\[${METHOD}\\] to \\[${ADDRESS}`),
]

/** The address alone. */
export const ADDRESSES: readonly RegExp[] = [
  /\bfor url:? '?(https?:\/\/[^\s"'`<>)\]},]+)/,
  /\burl=URL\('(https?:\/\/[^']{1,4096})'\)/,
  /\bwith url: (\/[^\s)]*)/,
  /\b(?:url|uri)["']?\s{0,2}(?:=>|[:=])\s{0,2}["'](https?:\/\/[^"']{1,4096})/i,
  /(https?:\/\/[^\s"'`<>)\]},]+)/,
]

/** The host, where the address has none: urllib3, Node's resolver. */
export const HOSTS: readonly RegExp[] = [
  /\bhost='([\w.-]{1,255})'/,
  /\b(https?:\/\/[\w.-]{1,255}(?::\d{1,5})?) "[A-Z]/,
  /\bENOTFOUND ([\w.-]{1,255})/,
]

/** Addresses of manuals, which errors name for their readers. */
export const MANUAL =
  /^https?:\/\/(?:curl\.(?:se|haxx\.se)|httpstatuses|developer\.mozilla|docs?\.|stackoverflow|github\.com|errors\.|nodejs\.org|www\.w3\.org|aka\.ms|bit\.ly)/

/** Headers that tell a failure apart, wherever they are printed. */
export const TELLING_HEADER =
  /["'\b]?\b(retry-after|x-rate-limit-(?:limit|remaining|reset)|x-request-id|www-authenticate)["']?\s{0,2}(?:=>|[:=])\s{0,2}\[?["']?([^"',;\]}\n]{1,200})/gi
