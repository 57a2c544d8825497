/** What is no failure, and texts that have nothing to do with one: nothing may be made of them. */

export const NO_FAILURES: readonly string[] = [
  'hello world',
  'The concrete pour on level 3 is late.',
  'Which RFI is the oldest?',
  'Meeting moved to Tuesday, bring the drawings',
  'thanks, it works again',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit',
  'The new crane was delivered this morning and stands on the east side.',
  'invoice 503-2026 from Harbor Civil',
  'room 404, floor 5',
  'call me at 500 2030',
  '{"id":1,"number":"12","subject":"Joint","status":"open","required":true,"locked":false}',
  '[{"id":1,"name":"Concrete","is_active":true,"errors_count":0}]',
  '{"data":[{"id":"1","title":"Not found in drawings","token":"x"}]}',
  '{"access_token":"x","token_type":"bearer","expires_in":5400,"created_at":1795190000}',
  'HTTP/2 200\r\ncontent-type: application/json\r\n\r\n[{"id":1,"status":"locked"}]',
  'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n\r\n{"id":9,"due_date":null}',
  'HTTP/1.1 204 No Content\r\n\r\n',
  'https://app.procore.com/87654/project/rfi/show/123456',
  'https://app.procore.com/4001/company/home/list',
  '<html><head><title>Drawings</title></head><body><h1>Sheet A-101</h1></body></html>',
]
