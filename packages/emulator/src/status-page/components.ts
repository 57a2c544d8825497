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
}

export interface ComponentGroup {
  readonly id: string
  readonly name: string
}

export const API_GROUP = 'Sandbox Environments and API'

export const COMPONENT_GROUPS: readonly ComponentGroup[] = [
  { id: 'underpingrp1', name: 'Web and Mobile' },
  { id: 'underpingrp2', name: API_GROUP },
  { id: 'underpingrp3', name: 'Integrations' },
  { id: 'underpingrp4', name: 'Help and Learning' },
]

const component = (id: string, name: string, group: string, description = ''): StatusComponent => ({
  ...{ id, name, group, description },
})

export const COMPONENTS: readonly StatusComponent[] = [
  component('underpinweb1', 'Web Application', 'Web and Mobile', 'app.procore.com'),
  component('underpinmob1', 'Mobile Applications', 'Web and Mobile'),
  component('underpinest1', 'Estimating', 'Web and Mobile'),
  component('47gjht5rzqch', 'API Gateway', API_GROUP, 'api.procore.com'),
  component('944dgf517gm9', 'Webhooks', API_GROUP),
  component('underpinsbx1', 'Developer Sandbox', API_GROUP, 'sandbox.procore.com'),
  component('underpinsbx2', 'Monthly Sandbox', API_GROUP),
  component('underpinerp1', 'ERP Integrations', 'Integrations'),
  component('underpinsup1', 'Support Site', 'Help and Learning', 'support.procore.com'),
  component('underpincom1', 'Community', 'Help and Learning'),
  component('underpintrn1', 'Training Center', 'Help and Learning'),
]
