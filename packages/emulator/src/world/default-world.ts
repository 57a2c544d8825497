/** The world that is there without `--world`: two companies to work with, and one that is not connected. */
import type { Level } from './levels.ts'
import { CUSTOM_FIELDS, SANDBOX_RECORDS } from './sandbox-records.ts'
import type { World, WorldMember, WorldUser } from './world.ts'

/** The password of everybody who can sign in. */
export const DEFAULT_PASSWORD = 'Sandbox#2026'

const NORTHSIDE = 4001
const HARBOR = 4002
const FAR_REGION = 598_134_325_779_301
const ADMIN = 7001
const PM = 7002
const VIEWER = 7003
const SUB = 7004
/** The directory users of a Developer Sandbox: in the project, and nobody signs in as one of them. */
const ARCHITECT = 7011
const SUBCONTRACTOR = 7012
const API_SUPPORT = 7013

export const defaultWorld: World = {
  companies: [
    {
      id: NORTHSIDE,
      name: 'Northside Builders',
      lockoutPolicy: true,
      connectedApps: ['underpin-app', 'underpin-service'],
      members: [
        member(ADMIN, 'Admin'),
        member(PM, 'Standard'),
        member(VIEWER, 'Read Only'),
        member(SUB, 'None'),
        member(ARCHITECT, 'Read Only'),
        member(SUBCONTRACTOR, 'None'),
        member(API_SUPPORT, 'Read Only'),
      ],
      records: { custom_field_definitions: CUSTOM_FIELDS },
    },
    {
      id: HARBOR,
      name: 'Harbor Civil',
      lockoutPolicy: false,
      connectedApps: [],
      members: [member(ADMIN, 'Admin')],
      records: {},
    },
    {
      id: FAR_REGION,
      name: 'Far Region Works',
      lockoutPolicy: false,
      connectedApps: ['underpin-app', 'underpin-service'],
      members: [member(ADMIN, 'Admin')],
      records: {},
    },
  ],
  users: [
    person(ADMIN, 'admin@northside.example', 'Avery', 'Admin', 'Company Administrator'),
    person(PM, 'pm@northside.example', 'Parker', 'Mason', 'Project Manager'),
    person(VIEWER, 'viewer@northside.example', 'Vivian', 'Ewer', 'Owner Representative'),
    person(SUB, 'sub@northside.example', 'Sam', 'Ubert', 'Foreman'),
    listed(ARCHITECT, 'architect@northside.example', 'Test', 'Architect'),
    listed(SUBCONTRACTOR, 'subcontractor@northside.example', 'Test', 'Subcontractor'),
    listed(API_SUPPORT, 'api.support@northside.example', 'API', 'Support'),
  ],
  projects: [
    {
      id: 5001,
      company: NORTHSIDE,
      name: 'Sandbox Test Project',
      number: '1234',
      disabledTools: [],
      members: [
        member(ADMIN, 'Admin'),
        member(PM, 'Standard'),
        member(VIEWER, 'Read Only'),
        member(SUB, 'Standard', { rfi: 'None' }),
        member(ARCHITECT, 'Standard'),
        member(SUBCONTRACTOR, 'Standard'),
        member(API_SUPPORT, 'Standard'),
      ],
      records: SANDBOX_RECORDS,
    },
    {
      id: 5002,
      company: NORTHSIDE,
      name: 'Pier 7 Retrofit',
      number: null,
      disabledTools: ['rfi'],
      members: [member(ADMIN, 'Admin'), member(PM, 'Standard'), member(VIEWER, 'Read Only')],
      records: {},
    },
    {
      id: 5003,
      company: NORTHSIDE,
      name: 'Private Tower',
      number: null,
      disabledTools: [],
      members: [member(ADMIN, 'Admin')],
      records: {},
    },
  ],
  apps: [
    {
      clientId: 'underpin-app',
      clientSecret: 'underpin-app-secret',
      name: 'Underpin App',
      grants: ['authorization_code', 'refresh_token'],
      redirectUris: [
        'http://localhost',
        'http://localhost:3000/callback',
        'urn:ietf:wg:oauth:2.0:oob',
      ],
      service: null,
    },
    {
      clientId: 'underpin-service',
      clientSecret: 'underpin-service-secret',
      name: 'Underpin Service',
      grants: ['client_credentials'],
      redirectUris: [],
      service: {
        permittedProjects: [5001, 5002],
        level: 'Standard',
        tools: { webhooks_api: 'Standard' },
      },
    },
  ],
  limits: { hourly: 3600, spike: 25 },
}

function member(user: number, level: Level, tools: Record<string, Level> = {}): WorldMember {
  return { user, level, tools }
}

function person(
  id: number,
  email: string,
  firstName: string,
  lastName: string,
  jobTitle: string,
): WorldUser {
  return { id, email, firstName, lastName, jobTitle, password: DEFAULT_PASSWORD }
}

function listed(id: number, email: string, firstName: string, lastName: string): WorldUser {
  return { id, email, firstName, lastName, jobTitle: null, password: null }
}
