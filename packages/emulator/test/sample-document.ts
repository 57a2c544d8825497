/** A document of the tests' own making: every kind of path, schema and answer that documents have. */

const id = { type: 'integer' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: object, more: object = {}) => ({
  content: { 'application/json': { schema, ...more } },
})
const answers = (status: number, schema?: object, more: object = {}) => ({
  responses: { [status]: { description: '', ...(schema ? json(schema, more) : {}) } },
})
const path = (name: string, schema: object = id) => ({ name, in: 'path', required: true, schema })
const query = (name: string, schema: object, required = false) => ({
  ...{ name, in: 'query', schema, required },
})

const CRANES = '/rest/v1.0/projects/{project_id}/cranes'
const GATES = '/rest/v2.0/companies/{company_id}/gates'

export const SAMPLE_DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Site logistics', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    [CRANES]: {
      parameters: [path('project_id')],
      get: {
        parameters: [
          query('page', id),
          query('per_page', id),
          query('status', { type: 'string', enum: ['up', 'down'] }),
          query('filters[ids]', { type: 'array', items: id }),
          query('built_on', { type: 'string', format: 'date' }),
        ],
        ...answers(200, { type: 'array', items: ref('Crane') }),
      },
      post: {
        requestBody: json({
          type: 'object',
          required: ['crane'],
          properties: { company_id: id, crane: ref('CraneInput') },
        }),
        ...answers(201, ref('Crane')),
      },
    },
    [`${CRANES}/{id}`]: {
      parameters: [path('project_id'), path('id')],
      get: answers(200, ref('Crane')),
      patch: {
        requestBody: json({
          ...{ type: 'object', required: ['crane'] },
          properties: { crane: { allOf: [ref('CranePatch')] } },
        }),
        ...answers(200, ref('Crane')),
      },
      put: {
        requestBody: json({ type: 'object', properties: { crane: ref('CraneInput') } }),
        ...answers(200, ref('Crane')),
      },
      delete: answers(204),
    },
    [`${CRANES}/summary`]: {
      get: { parameters: [path('project_id')], ...answers(200, ref('Summary')) },
    },
    [GATES]: {
      parameters: [path('company_id', { type: 'string' })],
      get: answers(200, {
        type: 'object',
        required: ['data'],
        properties: { data: { type: 'array', items: ref('Gate') } },
      }),
      post: {
        requestBody: { required: true, ...json(ref('Gate')) },
        ...answers(201, { type: 'object', properties: { data: ref('Gate') } }),
      },
    },
    [`${GATES}/{gate_id}`]: {
      parameters: [path('company_id', { type: 'string' }), path('gate_id', { type: 'string' })],
      get: answers(200, { type: 'object', properties: { data: ref('Gate') } }),
      delete: answers(200, { type: 'object', properties: { data: ref('Gate') } }),
    },
    '/rest/v1.0/badges': {
      post: {
        requestBody: json({ type: 'object', properties: { holder: { type: 'string' } } }),
        ...answers(201, ref('Badge')),
      },
    },
    '/rest/v1.0/badges/{id}': {
      parameters: [path('id', { type: 'string', format: 'uuid' })],
      get: answers(200, ref('Badge')),
    },
    '/rest/v1.0/noise_limits': {
      get: {
        parameters: [query('zone', { type: 'string', minLength: 2 }, true)],
        ...answers(200, ref('NoiseLimits')),
      },
    },
    '/rest/v1.0/shapes': { get: answers(200, { type: 'array', minItems: 2, items: ref('Shape') }) },
    '/rest/v1.0/trees': { get: answers(200, ref('Tree')) },
    '/rest/v1.0/examples': {
      get: answers(200, ref('Summary'), { example: { count: 7, note: 'as documented' } }),
    },
    '/rest/v1.0/wrong_examples': {
      get: answers(200, ref('Summary'), { examples: { a: { value: { count: 'seven' } } } }),
    },
    '/rest/v1.0/report.csv': {
      get: {
        responses: { 200: { content: { 'text/csv': { example: 'a,b\n1,2\n' } } } },
      },
    },
    '/rest/v1.0/reports/{id}/download': {
      get: { parameters: [path('id')], responses: { 302: { description: '' } } },
    },
    '/rest/v1.0/notes': {
      post: {
        requestBody: { content: { 'text/plain': { schema: { type: 'string' } } } },
        responses: { 202: { description: '' } },
      },
    },
    '/rest/v1.0/rfis_outside': {
      get: {
        parameters: [{ name: 'X-Site', in: 'header', required: true, schema: { type: 'integer' } }],
        responses: { default: json({ type: 'object', properties: { site: id } }) },
      },
    },
    '/rest/v1.0/projects/{project_id}/rfis': { get: answers(200) },
    '/rest/v1.0/projects/{project_id}/rfis/weather': {
      get: { parameters: [path('project_id')], ...answers(200, ref('Summary')) },
    },
    '/weather/{place}.{format}': {
      get: {
        parameters: [path('place', { type: 'string' }), path('format', { enum: ['json'] })],
        ...answers(200, ref('Summary')),
      },
    },
    '/oauth/token': { post: answers(200) },
  },
  components: {
    schemas: {
      Crane: {
        type: 'object',
        required: ['id', 'name', 'status'],
        properties: {
          id,
          name: { type: 'string' },
          status: { type: 'string', enum: ['up', 'down'], default: 'down' },
          height: { type: 'number', minimum: 1 },
          built_on: { type: 'string', format: 'date', nullable: true },
          inspected_at: { type: 'string', format: 'date-time' },
          tags: { type: 'array', items: { type: 'string' } },
          owner: { nullable: true, allOf: [ref('Owner')] },
          secret: { type: 'string', writeOnly: true },
          created_at: { type: 'string', format: 'date-time' },
          updated_at: { type: 'string', format: 'date-time' },
        },
        additionalProperties: false,
      },
      CraneInput: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 40, pattern: '\\A[A-Z]' },
          status: { type: 'string', enum: ['up', 'down'] },
          height: { type: 'number', minimum: 0, exclusiveMinimum: true },
          is_mobile: { type: 'boolean' },
          inspected_at: { type: 'string', format: 'date-time' },
          built_on: { type: 'string', format: 'date' },
          tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
          owner: ref('Owner'),
          secret: { type: 'string' },
        },
      },
      CranePatch: {
        type: 'object',
        properties: { name: { type: 'string' }, status: { type: 'string', enum: ['up', 'down'] } },
      },
      Owner: {
        type: 'object',
        required: ['email'],
        properties: { email: { type: 'string', format: 'email' }, phone: { type: 'string' } },
      },
      Gate: {
        type: 'object',
        required: ['name'],
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string' },
          lanes: { type: 'integer', minimum: 1, maximum: 9 },
        },
      },
      Badge: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid' }, holder: { type: 'string' } },
      },
      Summary: {
        type: 'object',
        required: ['count'],
        properties: { count: { type: 'integer' }, note: { type: 'string' } },
      },
      NoiseLimits: {
        type: 'object',
        required: ['day', 'night', 'contact', 'code', 'steps'],
        properties: {
          day: {
            type: 'number',
            minimum: 0,
            maximum: 1,
            exclusiveMinimum: true,
            exclusiveMaximum: true,
          },
          night: { type: 'integer', multipleOf: 5, minimum: 12 },
          contact: { type: 'string', format: 'email' },
          code: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}(?:-[a-f]+)?$' },
          link: { type: 'string', format: 'uri', nullable: true },
          steps: { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'integer' } },
          words: { type: 'string', minLength: 12, maxLength: 14 },
          more: { type: 'object', minProperties: 2, additionalProperties: { type: 'boolean' } },
          anything: {},
        },
      },
      Shape: {
        discriminator: { propertyName: 'kind' },
        oneOf: [
          {
            type: 'object',
            required: ['kind', 'radius'],
            properties: { kind: { type: 'string', enum: ['circle'] }, radius: { type: 'number' } },
          },
          {
            type: 'object',
            required: ['kind', 'side'],
            properties: { kind: { type: 'string', enum: ['square'] }, side: { type: 'number' } },
          },
        ],
      },
      Tree: {
        type: 'object',
        required: ['children', 'name'],
        properties: {
          name: { type: 'string' },
          parent: ref('Tree'),
          children: { type: 'array', items: ref('Tree') },
          twin: { nullable: true, allOf: [ref('Tree')] },
        },
      },
    },
  },
}
