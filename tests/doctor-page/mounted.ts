/** The doctor's page as the command line mounts it. */
import { doctorPage } from '@underpin/doctor/web'
import type { Mount } from '@underpin/emulator'

export const DOCTOR_PATH = '/_underpin/doctor'

export function doctorMount(): Mount {
  const serve = doctorPage({ path: DOCTOR_PATH, failuresPath: '/_underpin/failures' })
  return { path: DOCTOR_PATH, title: 'Explain an error', isOpen: true, serve }
}
