/** Network errors in the words of other languages than JavaScript, and the platform code that means the same. */

export const NETWORK_WORDS: readonly (readonly [RegExp, string])[] = [
  // Java, .NET, Go, Python, PHP.
  [
    /\bUnknownHostException\b|No such host is known|\bno such host\b|Temporary failure in name resolution|\bgetaddrinfo failed\b|\bcURL error 6\b|\bNameResolutionError\b|Could not resolve host/i,
    'ENOTFOUND',
  ],
  [
    /\bSSLHandshakeException\b|\bPKIX path\b|SSL connection could not be established|\bx509:|\bSSLError\b|certificate verify failed|\bcURL error (?:35|60)\b|AuthenticationException: The remote certificate/i,
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ],
  [
    /\bConnectTimeout(?:Error|Exception)?\b|connect timed out|\bHttpConnectTimeoutException\b|\bdial tcp .{1,100}i\/o timeout|\bNet::OpenTimeout\b|Connection timed out after \d/i,
    'UND_ERR_CONNECT_TIMEOUT',
  ],
  [
    /\bConnectException: Connection refused|\bErrno::ECONNREFUSED\b|actively refused|\bcURL error 7\b|connect: connection refused/i,
    'ECONNREFUSED',
  ],
  [
    /\bSocketException: Connection reset\b|\bErrno::ECONNRESET\b|forcibly closed|\bNoHttpResponseException\b|RemoteDisconnected|Connection aborted|\bcURL error (?:52|56)\b|unexpected EOF|: EOF$/im,
    'ECONNRESET',
  ],
  [
    /\bReadTimeout(?:Error|Exception)?\b|\bRead timed out\b|\bNet::ReadTimeout\b|HttpClient\.Timeout of|awaiting headers\)|\bcURL error 28\b|\bESOCKETTIMEDOUT\b|timeout of \d+ms exceeded|\bHttpTimeoutException\b/i,
    'UND_ERR_HEADERS_TIMEOUT',
  ],
  [
    /\bIncompleteRead\b|\bChunkedEncodingError\b|Premature (?:EOF|end of)|\bERR_STREAM_PREMATURE_CLOSE\b|response ended prematurely/i,
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
]
