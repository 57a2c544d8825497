/** Network errors as curl, Node, Python, Java, .NET, Go and browsers print them. */
import type { Row } from './labelled-case.ts'

export const NETWORK_ERRORS: readonly Row[] = [
  ['dns-failure', 'curl: (6) Could not resolve host: api.procore.com', 'curl, exit 6'],
  ['dns-failure', 'getaddrinfo ENOTFOUND api.procore.com', 'Node'],
  ['dns-failure', 'getaddrinfo EAI_AGAIN login.procore.com', 'Node'],
  ['dns-failure', 'DNS_PROBE_FINISHED_NXDOMAIN', 'Chrome'],
  [
    'dns-failure',
    "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.procore.com', port=443): Max retries exceeded with url: /rest/v1.0/me (Caused by NameResolutionError(\"<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'api.procore.com' ([Errno -2] Name or service not known)\"))",
    'Python, requests',
  ],
  ['dns-failure', 'java.net.UnknownHostException: api.procore.com', 'Java'],
  [
    'dns-failure',
    'System.Net.Http.HttpRequestException: No such host is known. (api.procore.com:443)',
    '.NET',
  ],
  ['dns-failure', 'dial tcp: lookup api.procore.com: no such host', 'Go'],
  [
    'dns-failure',
    'Hmm. We’re having trouble finding that site. We can’t connect to the server at app.procore.com.',
    'Firefox',
  ],
  [
    'connection-refused',
    'curl: (7) Failed to connect to localhost port 4010 after 0 ms: Connection refused',
    'curl, exit 7',
  ],
  ['connection-refused', 'connect ECONNREFUSED 127.0.0.1:4010', 'Node'],
  ['connection-refused', 'app.procore.com refused to connect. ERR_CONNECTION_REFUSED', 'Chrome'],
  [
    'connection-refused',
    'java.net.ConnectException: Connection refused (Connection refused)',
    'Java',
  ],
  [
    'connection-refused',
    'No connection could be made because the target machine actively refused it. (api.procore.com:443)',
    '.NET',
  ],
  [
    'connect-timeout',
    'curl: (28) Failed to connect to api.procore.com port 443 after 10001 ms: Timeout was reached',
    'curl, exit 28 while connecting',
  ],
  [
    'connect-timeout',
    'ConnectTimeoutError: Connect Timeout Error (UND_ERR_CONNECT_TIMEOUT)',
    'Node',
  ],
  [
    'connect-timeout',
    'This site can’t be reached. app.procore.com took too long to respond. ERR_CONNECTION_TIMED_OUT',
    'Chrome',
  ],
  [
    'connect-timeout',
    "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='api.procore.com', port=443): Max retries exceeded (Caused by ConnectTimeoutError('Connection to api.procore.com timed out. (connect timeout=5)'))",
    'Python, requests',
  ],
  ['connect-timeout', 'java.net.SocketTimeoutException: connect timed out', 'Java'],
  ['connection-reset', 'curl: (56) Recv failure: Connection reset by peer', 'curl, exit 56'],
  ['connection-reset', 'read ECONNRESET', 'Node; twins'],
  ['connection-reset', 'Error: socket hang up', 'Node; twins'],
  ['connection-reset', 'java.net.SocketException: Connection reset', 'Java; twins'],
  ['connection-reset', 'curl: (52) Empty reply from server', 'curl, exit 52; twins'],
  [
    'connection-reset',
    "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
    'Python, requests; twins',
  ],
  [
    'connection-reset',
    'An existing connection was forcibly closed by the remote host.',
    '.NET; twins',
  ],
  [
    'connection-reset',
    'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received',
    'curl: connected, and no answer came; twins',
  ],
  [
    'connection-reset',
    'java.net.SocketTimeoutException: Read timed out',
    'Java: connected, no answer; twins',
  ],
  [
    'tls-failure',
    'curl: (60) SSL certificate problem: unable to get local issuer certificate',
    'curl, exit 60',
  ],
  [
    'tls-failure',
    'Error: self-signed certificate in certificate chain SELF_SIGNED_CERT_IN_CHAIN',
    'Node',
  ],
  ['tls-failure', 'Your connection is not private NET::ERR_CERT_AUTHORITY_INVALID', 'Chrome'],
  ['tls-failure', 'Error: certificate has expired', 'Node'],
  [
    'tls-failure',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
    'Python',
  ],
  [
    'tls-failure',
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target',
    'Java',
  ],
  [
    'tls-failure',
    'The SSL connection could not be established, see inner exception. The remote certificate is invalid according to the validation procedure.',
    '.NET',
  ],
  ['tls-failure', 'x509: certificate signed by unknown authority', 'Go'],
  ['response-truncated', 'curl: (18) transfer closed with 1200 bytes remaining to read', 'curl'],
  ['response-truncated', 'net::ERR_CONTENT_LENGTH_MISMATCH 200 (OK)', 'Chrome'],
  [
    'response-truncated',
    'http.client.IncompleteRead: IncompleteRead(512 bytes read, 1024 more expected)',
    'Python',
  ],
]
