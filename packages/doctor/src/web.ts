/** The doctor as a page: the server's side of it. What runs in the browser is in `web/browser/`. */
export { type DoctorPageOptions, doctorPage } from './web/doctor-page.ts'
