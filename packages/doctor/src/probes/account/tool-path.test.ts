import { expect, it } from 'vitest'
import { toolPath } from './tool-path.ts'

it.each([
  ['rfis', '/rest/v1.0/projects/5001/rfis?per_page=1'],
  ['RFIs', '/rest/v1.0/projects/5001/rfis?per_page=1'],
  ['rfi', '/rest/v1.0/projects/5001/rfis?per_page=1'],
  ['punch_items', '/rest/v1.0/punch_items?project_id=5001&per_page=1'],
  ['Punch List', '/rest/v1.0/punch_items?project_id=5001&per_page=1'],
  ['observations', '/rest/v1.0/observations/items?project_id=5001&per_page=1'],
  // What somebody types by mistake stays one step of the path.
  ['../../oauth/revoke', '/rest/v1.0/projects/5001/..%2F..%2Foauth%2Frevoke?per_page=1'],
  ['..', '/rest/v1.0/projects/5001/_?per_page=1'],
  ['rfis?x=1#y', '/rest/v1.0/projects/5001/rfis%3Fx%3D1%23y?per_page=1'],
])('%s', (tool, path) => {
  expect(toolPath('5001', tool)).toBe(path)
})
