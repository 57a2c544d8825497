/** Every page of the table of addresses, and what answers it. Loaded with the first visit. */
import type { PageHandlers } from '../page-handlers.ts'
import type { PageName } from '../routes.ts'
import { app } from './app.ts'
import { apps } from './apps.ts'
import { companies } from './companies.ts'
import { companyDirectory } from './company-directory.ts'
import { companyHome, companyProjects, hostTool } from './company-home.ts'
import { documents, folder } from './documents.ts'
import { editUser } from './edit-user.ts'
import { downloadFile, file } from './file.ts'
import { newFolder } from './new-folder.ts'
import { newRfi } from './new-rfi.ts'
import { profile } from './profile.ts'
import { projectDirectory } from './project-directory.ts'
import { projectHome } from './project-home.ts'
import { rfi } from './rfi.ts'
import { rfis } from './rfis.ts'
import { toolSettings } from './tool-settings.ts'
import { upload } from './upload.ts'

export const PAGES: Readonly<Record<PageName, PageHandlers>> = {
  companies,
  'company-home': companyHome,
  'company-projects': companyProjects,
  'company-directory': companyDirectory,
  'edit-user': editUser,
  apps,
  app,
  'project-home': projectHome,
  rfis,
  'new-rfi': newRfi,
  rfi,
  documents,
  folder,
  file,
  'download-file': downloadFile,
  upload,
  'new-folder': newFolder,
  'tool-settings': toolSettings,
  'project-directory': projectDirectory,
  'host-tool': hostTool,
  profile,
}
