import { Buffer } from 'node:buffer';
import type { Scene } from './contract-scene.js';

/** What makes an operation succeed. */
export interface GoodCall {
  /** Values of the path's parameters. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** A Buffer is sent as it is, anything else as JSON. */
  readonly body?: object;
  readonly type?: string;
}

type Call = (scene: Scene) => GoodCall;

const NOBODY = '00000000-0000-4000-8000-000000000000';

const nothing: Call = () => ({});
const ofTenant: Call = ({ tenant }) => ({ path: { tenant } });
const ofInstance: Call = ({ tenant, instance }) => ({ path: { tenant, instance } });
const ofKey: Call = ({ tenant, key }) => ({ path: { tenant, key } });
const ofFile: Call = ({ file }) => ({ path: { file } });
const ofVersion: Call = ({ file }) => ({ path: { file, version: '1' } });
const ofUser: Call = ({ user }) => ({ path: { id: user } });
const ofShare: Call = ({ file, user }) => ({ path: { id: file, grantee: user } });
const ofFolderShare: Call = ({ user, group }) => ({ path: { id: user, grantee: group } });
const ofGroup: Call = ({ group }) => ({ path: { id: group } });
const ofMember: Call = ({ group, user }) => ({ path: { id: group, user } });
const ofGroupRole: Call = ({ group }) => ({ path: { id: group, role: 'viewer' } });
const ofWebhook: Call = ({ webhook }) => ({ path: { id: webhook } });
const withBody =
  (call: Call, body: object): Call =>
  (scene) => ({ ...call(scene), body });

/** A good call of each operation, in an order in which all of them are. */
export const GOOD_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/v1/api-keys': nothing,
  'POST /admin/v1/api-keys': withBody(nothing, { name: 'app', role: 'viewer' }),
  'GET /admin/v1/audit': nothing,
  'GET /admin/v1/audit/export': nothing,
  'POST /admin/v1/audit/verify': nothing,
  'POST /admin/v1/audit/verifications': nothing,
  'GET /admin/v1/audit/verifications/{id}': ({ verification }) => ({ path: { id: verification } }),
  'GET /admin/v1/audit/checkpoints': nothing,
  'GET /admin/v1/audit/questions/open-at': ({ file }) => ({
    query: `file=${file}&at=${new Date().toISOString()}`,
  }),
  'GET /admin/v1/audit/questions/failed-proofs': nothing,
  'GET /admin/v1/audit/questions/opens-per-day': nothing,
  'GET /admin/v1/audit/questions/slowest': nothing,
  'GET /admin/v1/audit/questions/seats': nothing,
  'GET /admin/v1/clients': nothing,
  'GET /admin/v1/clients/openers': () => ({ query: 'extension=docx' }),
  'POST /admin/v1/clients/{name}/refresh': () => ({ path: { name: 'office' } }),
  'GET /admin/v1/doctor': nothing,
  'GET /admin/v1/statistics': nothing,

  'GET /admin/v1/files': nothing,
  'POST /admin/v1/files': () => ({ query: 'name=b.docx&owner=anna', body: Buffer.from('b') }),
  'POST /admin/v1/files/from-url': ({ document: url }) => ({
    body: { url, name: 'c.docx', owner: 'anna', privateNetwork: true },
  }),
  'GET /admin/v1/files/{id}': ({ file }) => ({ path: { id: file } }),
  'GET /admin/v1/files/{id}/content': ({ file }) => ({ path: { id: file } }),
  'GET /admin/v1/files/{id}/conversion': ({ file }) => ({ path: { id: file }, query: 'to=pdf' }),
  'PUT /admin/v1/files/{id}/shares/{grantee}': withBody(ofShare, { rights: 'edit' }),
  'GET /admin/v1/files/{id}/shares': ({ file }) => ({ path: { id: file } }),
  'DELETE /admin/v1/files/{id}/shares/{grantee}': ofShare,
  'PUT /admin/v1/containers/{id}/shares/{grantee}': withBody(ofFolderShare, { rights: 'view' }),
  'GET /admin/v1/containers/{id}/shares': ofUser,
  'DELETE /admin/v1/containers/{id}/shares/{grantee}': ofFolderShare,
  'GET /admin/v1/secure-view': nothing,
  'PUT /admin/v1/secure-view': withBody(nothing, { enabled: false }),
  'GET /admin/v1/files/{id}/secure-view': ({ file }) => ({ path: { id: file } }),
  'PUT /admin/v1/files/{id}/secure-view': ({ file }) => ({ path: { id: file }, body: { enabled: null } }),
  'GET /admin/v1/deleted-files': nothing,
  'POST /admin/v1/deleted-files/{id}/restore': ({ deleted }) => ({ path: { id: deleted } }),
  'GET /admin/v1/files/{file}/versions': ofFile,
  'GET /admin/v1/files/{file}/versions/{version}': ofVersion,
  'GET /admin/v1/files/{file}/versions/{version}/content': ofVersion,
  'PATCH /admin/v1/files/{file}/versions/{version}': withBody(ofVersion, { label: 'As sent' }),
  'POST /admin/v1/bulk/files': withBody(nothing, { action: 'delete', ids: [NOBODY] }),
  'POST /admin/v1/bulk/sessions': withBody(nothing, { action: 'revoke', ids: [NOBODY] }),
  'POST /admin/v1/bulk/users': withBody(nothing, { action: 'activate', ids: [NOBODY] }),
  'POST /admin/v1/bulk/versions': ({ file }) => ({
    body: { action: 'unpin', versions: [{ file, version: '1' }] },
  }),
  'POST /admin/v1/bulk/users/import': () => ({ type: 'text/csv', body: Buffer.from('login\ncarl\n') }),
  'GET /admin/v1/jobs': nothing,
  'GET /admin/v1/jobs/{id}': ({ job }) => ({ path: { id: job } }),
  'GET /admin/v1/jobs/{id}/items': ({ job }) => ({ path: { id: job } }),
  'POST /admin/v1/jobs/{id}/cancel': ({ job }) => ({ path: { id: job } }),
  'GET /admin/v1/locks': nothing,
  'POST /admin/v1/locks/release-many': ({ file }) => ({
    body: { locks: [{ file, lock: 'another' }], reason: 'its holder is away' },
  }),
  'POST /admin/v1/locks/release': ({ file }) => ({ body: { file, lock: 'L', reason: 'its holder is away' } }),
  'POST /admin/v1/files/{file}/versions/{version}/restore': ofVersion,
  'GET /admin/v1/recovered': nothing,
  'GET /admin/v1/recovered/{id}/content': ({ recovered }) => ({ path: { id: recovered } }),
  'POST /admin/v1/recovered/{id}/restore': ({ recovered }) => ({
    path: { id: recovered },
    body: { as: 'file' },
  }),
  'GET /admin/v1/retention': nothing,
  'PATCH /admin/v1/retention': withBody(nothing, { maxVersions: 100 }),
  'GET /admin/v1/retention/holds': nothing,
  'POST /admin/v1/retention/holds': ({ file }) => ({ body: { file, version: '1', reason: 'a dispute' } }),
  'POST /admin/v1/retention/purge': withBody(nothing, { preview: true }),
  'GET /admin/v1/sessions': nothing,
  'POST /admin/v1/sessions': ({ file }) => ({ body: { file, user: 'anna', direct: true } }),
  'POST /admin/v1/sessions/revoke': () => ({ body: { file: NOBODY } }),
  'GET /admin/v1/grants': nothing,
  'POST /admin/v1/grants/revoke': withBody(nothing, { user: 'anna', client: 'another' }),
  'DELETE /admin/v1/grants/{id}': ({ grant }) => ({ path: { id: grant } }),
  'GET /admin/v1/settings': nothing,
  'GET /admin/v1/storage': nothing,
  'PATCH /admin/v1/storage': withBody(nothing, { quotaBytes: null }),
  'GET /admin/v1/users': nothing,
  'POST /admin/v1/users': withBody(nothing, { login: 'berta' }),
  'GET /admin/v1/users/{id}': ofUser,
  'PATCH /admin/v1/users/{id}': withBody(ofUser, { displayName: 'Anna' }),
  'GET /admin/v1/containers': nothing,
  'GET /admin/v1/containers/{id}': ofUser,
  'GET /admin/v1/roles': nothing,
  'POST /admin/v1/users/{id}/first-password': withBody(ofUser, { hours: 24 }),
  'DELETE /admin/v1/users/{id}/second-factor': ofUser,
  'GET /admin/v1/groups': nothing,
  'POST /admin/v1/groups': withBody(nothing, { name: 'Sales' }),
  'GET /admin/v1/groups/{id}': ofGroup,
  'PATCH /admin/v1/groups/{id}': withBody(ofGroup, { externalId: 'finance' }),
  'PUT /admin/v1/groups/{id}/members/{user}': ofMember,
  'GET /admin/v1/groups/{id}/members': ofGroup,
  'DELETE /admin/v1/groups/{id}/members/{user}': ofMember,
  'PUT /admin/v1/groups/{id}/roles/{role}': ofGroupRole,
  'DELETE /admin/v1/groups/{id}/roles/{role}': ofGroupRole,
  'DELETE /admin/v1/groups/{id}': ofGroup,
  'GET /admin/v1/webhooks': nothing,
  'POST /admin/v1/webhooks': withBody(nothing, { url: 'https://app.example/', events: ['saved'] }),
  'GET /admin/v1/webhooks/{id}': ofWebhook,
  'PATCH /admin/v1/webhooks/{id}': withBody(ofWebhook, { active: false }),
  'POST /admin/v1/webhooks/{id}/rotate': withBody(ofWebhook, { overlapHours: 1 }),
  'GET /admin/v1/webhooks/{id}/deliveries': ofWebhook,
  'POST /admin/v1/webhooks/{id}/replay': ({ webhook, delivery }) => ({
    path: { id: webhook },
    body: { deliveries: [delivery] },
  }),

  'GET /admin/v1/tenants': nothing,
  'POST /admin/v1/tenants': withBody(nothing, { name: 'south', plan: 'personal' }),
  'GET /admin/v1/tenants/{tenant}': ofTenant,
  'PATCH /admin/v1/tenants/{tenant}': withBody(ofTenant, { seats: 10, validUntil: '2099-01-01T00:00:00Z' }),
  'POST /admin/v1/tenants/{tenant}/suspension': withBody(ofTenant, {}),
  'DELETE /admin/v1/tenants/{tenant}/suspension': ofTenant,
  'GET /admin/v1/tenants/{tenant}/entitlements': ofTenant,
  'POST /admin/v1/tenants/{tenant}/entitlements': ({ tenant }) => ({
    path: { tenant },
    query: 'validUntil=2099-12-31',
    type: 'application/pdf',
    body: Buffer.from('%PDF-1.7 more'),
  }),
  'GET /admin/v1/tenants/{tenant}/entitlements/{statement}': ({ tenant, statement }) => ({
    path: { tenant, statement },
  }),
  'GET /admin/v1/tenants/{tenant}/instances': ofTenant,
  'POST /admin/v1/tenants/{tenant}/instances': withBody(ofTenant, {
    filesUrl: 'https://cloud.example/wopi/files/',
  }),
  'GET /admin/v1/tenants/{tenant}/instances/{instance}': ofInstance,
  'PATCH /admin/v1/tenants/{tenant}/instances/{instance}': withBody(ofInstance, { product: 'ocis' }),
  'GET /admin/v1/tenants/{tenant}/instances/{instance}/onboarding': ofInstance,
  'POST /admin/v1/tenants/{tenant}/instances/{instance}/onboarding': withBody(ofInstance, {
    product: 'ocis',
  }),
  'POST /admin/v1/tenants/{tenant}/instances/{instance}/reports': ofInstance,
  'GET /admin/v1/tenants/{tenant}/instances/{instance}/reports': ofInstance,
  'GET /admin/v1/tenants/{tenant}/keys': ofTenant,
  'POST /admin/v1/tenants/{tenant}/keys': withBody(ofTenant, {}),
  'POST /admin/v1/tenants/{tenant}/keys/rotate': withBody(ofTenant, {}),
  'GET /admin/v1/tenants/{tenant}/keys/{key}': ofKey,
  'PATCH /admin/v1/tenants/{tenant}/keys/{key}': withBody(ofKey, { state: 'active' }),
  'GET /admin/v1/tenants/{tenant}/proof-findings': ofTenant,

  'DELETE /admin/v1/tenants/{tenant}/keys/{key}': ofKey,
  'DELETE /admin/v1/tenants/{tenant}/instances/{instance}': ofInstance,
  'DELETE /admin/v1/tenants/{tenant}': ofTenant,
  'DELETE /admin/v1/files/{id}': ({ doomed }) => ({ path: { id: doomed } }),
  'DELETE /admin/v1/files/{file}/versions/{version}': ({ doomed }) => ({
    path: { file: doomed, version: '1' },
  }),
  'DELETE /admin/v1/sessions/{id}': ({ session }) => ({ path: { id: session } }),
  'DELETE /admin/v1/retention/holds/{id}': ({ hold }) => ({ path: { id: hold } }),
  'DELETE /admin/v1/recovered/{id}': ({ otherRecovered }) => ({ path: { id: otherRecovered } }),
  'DELETE /admin/v1/webhooks/{id}': ofWebhook,
  'DELETE /admin/v1/api-keys/{id}': ({ apiKey }) => ({ path: { id: apiKey } }),
};
