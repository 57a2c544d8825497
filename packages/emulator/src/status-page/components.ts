/**
 * The components of the status page, in their groups. Fact sheet section 12: the group "Sandbox
 * Environments and API" with its four and the two ids are seen live; of the about 150 others each area
 * that it names has one here, with ids of ours.
 */

export interface StatusComponent {
  readonly id: string
  readonly name: string
  readonly group: string
  readonly description: string
  /** It is part of the platform: down while that is, and counted in the uptime of the whole. */
  readonly isPlatform: boolean
  /** The page for people names it only while something is wrong with it. */
  readonly isShownIfDegraded: boolean
}

export interface ComponentGroup {
  readonly id: string
  readonly name: string
}

export const API_GROUP = 'Sandbox Environments and API'
const WEB_GROUP = 'Web and Mobile'
const HELP_GROUP = 'Help and Learning'

export const COMPONENT_GROUPS: readonly ComponentGroup[] = [
  { id: 'underpingrp1', name: WEB_GROUP },
  { id: 'underpingrp2', name: API_GROUP },
  { id: 'underpingrp3', name: 'Integrations' },
  { id: 'underpingrp4', name: HELP_GROUP },
]

const component = (id: string, name: string, group: string, description = ''): StatusComponent => ({
  ...{ id, name, group, description },
  isPlatform: group !== HELP_GROUP,
  isShownIfDegraded: false,
})

export const COMPONENTS: readonly StatusComponent[] = [
  component('underpinweb1', 'Web Application', WEB_GROUP, 'app.procore.com'),
  // Whether the real page hides any is not known: one does here, so that readers meet the field.
  {
    ...component('underpinlog1', 'Sign-in', WEB_GROUP, 'login.procore.com'),
    isShownIfDegraded: true,
  },
  component('underpinmob1', 'Mobile Applications', WEB_GROUP),
  component('underpinest1', 'Estimating', WEB_GROUP),
  component('47gjht5rzqch', 'API Gateway', API_GROUP, 'api.procore.com'),
  component('944dgf517gm9', 'Webhooks', API_GROUP),
  component('underpinsbx1', 'Developer Sandbox', API_GROUP, 'sandbox.procore.com'),
  component('underpinsbx2', 'Monthly Sandbox', API_GROUP),
  component('underpinerp1', 'ERP Integrations', 'Integrations'),
  component('underpinsup1', 'Support Site', HELP_GROUP, 'support.procore.com'),
  component('underpincom1', 'Community', HELP_GROUP),
  component('underpintrn1', 'Training Center', HELP_GROUP),
]

/** Names that an incident may name. */
export const COMPONENT_NAMES: ReadonlySet<string> = new Set(COMPONENTS.map(({ name }) => name))

/** What goes down with the platform. */
export const PLATFORM_COMPONENTS: readonly string[] = COMPONENTS.filter(
  ({ isPlatform }) => isPlatform,
).map(({ name }) => name)
