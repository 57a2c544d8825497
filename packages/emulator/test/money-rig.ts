/** A rig with what contracts and costs refer to: a vendor, a cost code and a line item type. */
import { type ApiRig, apiRig, type RigOptions } from './api-rig.ts'

export interface MoneyRig extends ApiRig {
  readonly vendorId: number
  readonly costCodeId: number
  readonly typeId: number
  /** Makes a contract, and answers it. */
  readonly contract: (kind: string, attributes?: object) => Promise<Answer>
}

type Answer = { readonly [key: string]: unknown; readonly id: number }

const SINGULAR: Readonly<Record<string, string>> = {
  purchase_order_contracts: 'purchase_order_contract',
  work_order_contracts: 'work_order_contract',
  prime_contracts: 'prime_contract',
}

export async function moneyRig(options: RigOptions = {}): Promise<MoneyRig> {
  const api = apiRig(options)
  const made = async (path: string, body: object) => (await api.post(path, body)).json.id as number
  const line_item_type = { name: 'Labor', csv_import_code: 'L', base_type: 'labor' }
  const cost_code = { name: 'Concrete', code: '03' }
  return {
    ...api,
    vendorId: await made('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'Acme' } }),
    costCodeId: await made('/rest/v1.0/cost_codes', { project_id: 5001, cost_code }),
    typeId: await made('/rest/v1.0/line_item_types', { company_id: 4001, line_item_type }),
    async contract(kind, attributes = {}) {
      const wrapper = SINGULAR[kind] ?? kind
      // The singular path is the one that prime contracts are made at.
      const path = `/rest/v1.0/${kind === 'prime_contracts' ? 'prime_contract' : kind}`
      const body = { project_id: 5001, [wrapper]: { title: 'C', ...attributes } }
      return (await api.post(path, body)).json
    },
  }
}
