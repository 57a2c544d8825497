import { apiRig, open } from './api-rig.ts'
const rig = apiRig()
const { records, resources } = rig.engine.parts
const table = records.of(resources.shapeOf(resources.byName('vendors')!))
const first = await rig.post('/rest/v1.0/vendors', {company_id:4001, vendor:{name:'x'}})
let t = performance.now()
const N = 1_000_000
records.transaction(() => { for (let i=0;i<N;i++) { const id=table.nextId(); table.insert({id, companyId:4001, projectId:null,parentId:null,originId:i%2?`o${i}`:null,createdMs:i,updatedMs:i,deletedMs:null,data:JSON.stringify({...first.json, id, name:`Vendor ${i%1000}`, is_active:i%10!==0})}) } })
console.log('insert 1M', (performance.now()-t).toFixed(0),'ms', process.memoryUsage().rss/1e6|0,'MB')
const L='/rest/v1.0/vendors?company_id=4001&per_page=100'
for (const q of ['','&page=2','&page=5000','&page=10000','&page=10001','&filters[active]=false','&filters[active]=false&page=2','&filters[active]=false&page=500','&sort=name','&sort=name&page=2','&filters[origin_id]=o77777','&filters[search]=999&page=1','&filters[created_at]=1970-01-01','&filters[id][]=10500&filters[id][]=10501']) {
  t=performance.now(); const r = await rig.get(L+q); const a=performance.now()-t
  await rig.post('/rest/v1.0/vendors', {company_id:4001, vendor:{name:'x'}})
  t=performance.now(); await rig.get(L+q); const b=performance.now()-t
  t=performance.now(); await rig.get(L+q); const c=performance.now()-t
  console.log(q.padEnd(45), r.headers.total, 'first',a.toFixed(1),'after a write', b.toFixed(1),'again',c.toFixed(2),'ms')
}
t=performance.now(); for(let i=0;i<2000;i++) await rig.get(`/rest/v1.0/vendors/${500000+i}?company_id=4001`); console.log('get', (performance.now()-t)/2,'us')
t=performance.now(); for(let i=0;i<2000;i++) await rig.post('/rest/v1.0/vendors', {company_id:4001, vendor:{name:'x'}}); console.log('post', (performance.now()-t)/2,'us')
