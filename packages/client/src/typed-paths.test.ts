/** Types only: what openapi-typescript generates is what the calls take. Checked by the compiler. */
import { expectTypeOf, it } from 'vitest'
import type { Answer, ProcoreClient } from './index.ts'

interface Vendor {
  id: number
  name: string
}

/** The shape that openapi-typescript 7 writes. */
interface paths {
  '/rest/v1.0/vendors': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get: {
      parameters: {
        query: { company_id: number; 'filters[search]'?: string }
        header: { 'Procore-Company-Id': number }
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': Vendor[] } }
        403: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { errors: string } }
        }
      }
    }
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: {
        content: { 'application/json': { company_id: number; vendor: { name: string } } }
      }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': Vendor } }
      }
    }
    put?: never
    delete?: never
    patch?: never
  }
  '/rest/v1.0/vendors/{id}': {
    parameters: { query?: never; header?: never; path: { id: number }; cookie?: never }
    get: {
      parameters: {
        query?: { view?: 'normal' | 'extended' }
        header?: never
        path: { id: number }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': Vendor } }
      }
    }
    delete: {
      parameters: { query?: never; header?: never; path: { id: number }; cookie?: never }
      requestBody?: never
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } }
    }
    put?: never
    post?: never
    patch?: never
  }
  '/rest/v2.0/companies/{company_id}/things': {
    parameters: { query?: never; header?: never; path: { company_id: string }; cookie?: never }
    get: {
      parameters: { query?: never; header?: never; path: { company_id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { data: { id: string }[] } }
        }
      }
    }
    put?: never
    post?: never
    patch?: never
    delete?: never
  }
}

declare const typed: ProcoreClient<paths>
declare const untyped: ProcoreClient

it('types paths, parameters, bodies and answers', () => {
  // Never run: the compiler is the test.
  const check = async () => {
    const list = await typed.get('/rest/v1.0/vendors', { query: { company_id: 1 } })
    expectTypeOf(list).toEqualTypeOf<Answer<Vendor[]>>()
    const one = await typed.get('/rest/v1.0/vendors/{id}', { path: { id: 1 }, companyId: '4001' })
    expectTypeOf(one.data).toEqualTypeOf<Vendor>()
    const made = await typed.post('/rest/v1.0/vendors', {
      body: { company_id: 1, vendor: { name: 'A' } },
    })
    expectTypeOf(made.data).toEqualTypeOf<Vendor>()
    const gone = await typed.delete('/rest/v1.0/vendors/{id}', { path: { id: 1 } })
    expectTypeOf(gone.data).toEqualTypeOf<null>()
    for await (const vendor of typed.list('/rest/v1.0/vendors'))
      expectTypeOf(vendor).toEqualTypeOf<Vendor>()
    for await (const thing of typed.list('/rest/v2.0/companies/{company_id}/things')) {
      expectTypeOf(thing).toEqualTypeOf<{ id: string }>()
    }

    // @ts-expect-error no such path
    await typed.get('/rest/v1.0/nothing')
    // @ts-expect-error the path has no such verb
    await typed.patch('/rest/v1.0/vendors', {})
    // @ts-expect-error the query is required
    await typed.get('/rest/v1.0/vendors')
    // @ts-expect-error a query value of another type
    await typed.get('/rest/v1.0/vendors', { query: { company_id: 'x' } })
    // @ts-expect-error the path parameter is required
    await typed.get('/rest/v1.0/vendors/{id}')
    // @ts-expect-error the body lacks its wrapper
    await typed.post('/rest/v1.0/vendors', { body: { name: 'A' } })
    // @ts-expect-error a get takes no body
    await typed.get('/rest/v1.0/vendors/{id}', { path: { id: 1 }, body: {} })
  }
  expectTypeOf(check).toBeFunction()
})

it('without paths anything goes, and data is what the caller says', () => {
  const check = async () => {
    expectTypeOf((await untyped.get('/rest/v1.0/x')).data).toEqualTypeOf<unknown>()
    expectTypeOf((await untyped.get<Vendor>('/rest/v1.0/x')).data).toEqualTypeOf<Vendor>()
    for await (const vendor of untyped.list<Vendor>('/x'))
      expectTypeOf(vendor).toEqualTypeOf<Vendor>()
  }
  expectTypeOf(check).toBeFunction()
})
