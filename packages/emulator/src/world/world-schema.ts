/** The shape of a world file, with the defaults of what may be left out; see `world.ts` for what it means. */
import { z } from 'zod'
import { LEVELS } from './levels.ts'

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)
const level = z.enum(LEVELS)
const levels = z.record(z.string(), level).default({})
const member = z.strictObject({ user: id, level, tools: levels })
const record = z.record(z.string(), z.unknown())
const records = z.record(z.string(), z.array(record)).default({})
/** Documented for passwords (fact sheet section 12); here any is taken that is not empty. */
const password = z.string().min(1).nullable().default(null)

const company = z.strictObject({
  id,
  name: z.string().min(1),
  lockoutPolicy: z.boolean().default(false),
  connectedApps: z.array(z.string()).default([]),
  members: z.array(member).default([]),
  records,
})

const user = z.strictObject({
  id,
  email: z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is no email address'),
  firstName: z.string().default(''),
  lastName: z.string().min(1),
  jobTitle: z.string().nullable().default(null),
  password,
})

const project = z.strictObject({
  id,
  company: id,
  name: z.string().min(1),
  number: z.string().nullable().default(null),
  disabledTools: z.array(z.string()).default([]),
  members: z.array(member).default([]),
  records,
})

const app = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  name: z.string().min(1),
  grants: z.array(z.enum(['authorization_code', 'refresh_token', 'client_credentials'])).min(1),
  redirectUris: z.array(z.string()).default([]),
  service: z
    .strictObject({
      permittedProjects: z.array(id).default([]),
      level: level.default('Standard'),
      tools: levels,
    })
    .nullable()
    .default(null),
})

const limit = z.number().int().nonnegative()

export const worldSchema = z.strictObject({
  companies: z.array(company).min(1),
  users: z.array(user).default([]),
  projects: z.array(project).default([]),
  apps: z.array(app).default([]),
  limits: z
    .strictObject({ hourly: limit.default(3600), spike: limit.max(10_000).default(25) })
    .default({ hourly: 3600, spike: 25 }),
})
