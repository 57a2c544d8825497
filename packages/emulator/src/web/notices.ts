/** What a page says after a form was taken. The address names one of these, and can put in no words of its own. */

export const NOTICES = {
  created: 'It was created.',
  saved: 'Your changes are saved.',
  replied: 'Your reply was added.',
  uploaded: 'The file was uploaded.',
  installed: 'The app is installed and connected.',
  disconnected: 'The app is disconnected: its calls for this company are refused from now on.',
  reconnected: 'The app is connected again.',
  updated: 'The app has its new version. Choose its permitted projects again.',
  uninstalled: 'The app was uninstalled.',
  unlocked: 'The account is unlocked. There are three tries to sign in again.',
  deactivated: 'The person is deactivated, and cannot sign in any more.',
  reactivated: 'The person is active again.',
} as const

export type NoticeName = keyof typeof NOTICES

export function noticeNamed(name: string | null): string | null {
  return name !== null && Object.hasOwn(NOTICES, name) ? NOTICES[name as NoticeName] : null
}
