/** What the status page tells whoever listens: each post, and each component that changes by it. */
import type { ComponentStatus } from './component-status.ts'
import type { StatusComponent } from './components.ts'
import type { Incident, IncidentUpdate, StatusUpdate } from './incident.ts'
import type { MaintenanceStatus, MaintenanceWindow } from './maintenance.ts'

export type StatusEvent =
  | {
      readonly kind: 'incident'
      readonly what: 'opened' | 'updated' | 'resolved'
      readonly atMs: number
      /** As it is after the post. */
      readonly incident: Incident
      readonly update: IncidentUpdate
    }
  | {
      readonly kind: 'maintenance'
      readonly what: 'announced' | 'changed' | 'started' | 'ended'
      readonly atMs: number
      readonly maintenance: MaintenanceWindow
      readonly update: StatusUpdate<MaintenanceStatus>
    }
  | {
      readonly kind: 'component'
      readonly atMs: number
      readonly component: StatusComponent
      readonly from: ComponentStatus
      readonly to: ComponentStatus
    }

/** Told after the fact, in order, and each post before the components that it changes. */
export type StatusListener = (event: StatusEvent) => void
