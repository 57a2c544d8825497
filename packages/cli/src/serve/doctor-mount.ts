/** The doctor's page on the platform's port. It is loaded when somebody opens it, and not when we start. */
import type { Mount } from '@underpin/emulator'

const PATH = '/_underpin/doctor'
const FAILURES_PATH = '/_underpin/failures'

export function doctorMount(): Mount {
  let page: Promise<Mount['serve']> | null = null
  return {
    path: PATH,
    title: 'Explain an error',
    // It is the same for everybody, and knows nothing of this emulator.
    isOpen: true,
    serve: async (request) => {
      page ??= import('@underpin/doctor/web').then(({ doctorPage }) =>
        doctorPage({ path: PATH, failuresPath: FAILURES_PATH }),
      )
      const serve = await page
      return serve(request)
    },
  }
}
