/** Which OAuth grant a body carries: form, JSON and multipart bodies, all three of which are taken (fact sheet 2.2). */

export const REFRESH_GRANT = /grant_type"?[\s:="]{1,12}refresh_token/i

export const CODE_GRANT = /grant_type"?[\s:="]{1,12}authorization_code/i
