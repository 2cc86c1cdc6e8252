import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { AuditService } from '#audit';
import { Db } from '#database';
import { Metrics } from '#observability';
import { ASSERTION_HEADER } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ANY_TOKEN,
  type CallOptions,
  idFor,
  ProxyFixture,
  PUBLIC_URL,
  startUpstream,
  stopServer,
  type TestUpstream,
} from './fixture.js';

let fixture: ProxyFixture;
let upstream: TestUpstream;
let tenant: Awaited<ReturnType<ProxyFixture['addTenant']>>;
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

beforeAll(async () => void (fixture = await ProxyFixture.start()));
afterAll(() => fixture?.close());

// Findings are bounded by instance, so each test has one of its own.
beforeEach(async () => {
  upstream = await startUpstream();
  tenant = await fixture.addTenant(upstream.filesUrl);
  return () => stopServer(upstream.server);
});

type Row = { proof: string; status: number; client: string | null; detail: Record<string, unknown> | null };

async function logged(): Promise<Row[]> {
  await fixture.proxy.app.get(AuditService).flush();
  return fixture.proxy.app
    .get(Db)
    .query<Row>(
      'select proof, status, client, detail from audit_log where tenant_id = $1 order by occurred_at',
      [tenant.tenantId],
    );
}

const target = () => `/wopi/files/${idFor(tenant)}?access_token=${ANY_TOKEN}`;
const call = (proof: CallOptions['proof'], headers: CallOptions['headers'] = []) =>
  fixture.call(idFor(tenant), { proof: proof!, headers });
const proofFor = (...args: Parameters<ProxyFixture['office']['proofFor']>) =>
  fixture.office.proofFor(...args);
const softProof = async () => {
  await fixture.proxy.app
    .get(Db)
    .query('update tenants set soft_proof = true where tenant_id = $1', [tenant.tenantId]);
  await fixture.eventually(() => fixture.registry.find(tenant.filesUrl)?.tenant.policy.softProof);
};

describe('a wrong proof', () => {
  it('is told with the address that it was made for, and never a token or an id', async () => {
    await call(proofFor(target(), { origin: PUBLIC_URL.replace('https', 'http') }));
    const [row] = await logged();
    expect(row).toMatchObject({ proof: 'signature', status: 500, client: null });
    expect(row!.detail!['proofFinding']).toEqual({
      verdict: 'signature',
      cause: 'scheme',
      client: 'office',
      checkedUrl: `${PUBLIC_URL}/wopi/files/{id}?access_token=*`,
      signedUrl: `${PUBLIC_URL.replace('https', 'http').toUpperCase()}/WOPI/FILES/{id}?ACCESS_TOKEN=*`,
      keyIds: [expect.stringMatching(/^[0-9a-f]{16}$/), expect.stringMatching(/^[0-9a-f]{16}$/)],
    });
    expect(JSON.stringify(row)).not.toContain(ANY_TOKEN);
  });

  it('is recognised where it was made for the instance’s own address, or for the name that was called', async () => {
    const direct = `${new URL(upstream.filesUrl).pathname}${idFor(tenant)}?access_token=${ANY_TOKEN}`;
    await call(proofFor(direct, { origin: new URL(upstream.filesUrl).origin }));
    expect((await logged())[0]!.detail!['proofFinding']).toMatchObject({ cause: 'path' });
    const other = await startUpstream();
    try {
      tenant = await fixture.addTenant(other.filesUrl);
      await call(proofFor(target(), { origin: fixture.proxy.url }));
      expect((await logged())[0]!.detail!['proofFinding']).toMatchObject({ cause: 'host' });
    } finally {
      await stopServer(other.server);
    }
  });

  it('is told by what is missing, and by how late it is', async () => {
    await call(proofFor(target()).filter(([name]) => name !== 'X-WOPI-TimeStamp'));
    expect((await logged())[0]!.detail!['proofFinding']).toMatchObject({
      verdict: 'missing',
      missing: ['X-WOPI-TimeStamp'],
    });
    const other = await startUpstream();
    try {
      tenant = await fixture.addTenant(other.filesUrl);
      await call(proofFor(target(), { now: Date.now() - 3600_000 }));
      const [row] = await logged();
      expect(row!.detail!['proofFinding']).toMatchObject({ verdict: 'expired' });
      expect((row!.detail!['proofFinding'] as { ageSeconds: number }).ageSeconds).toBeGreaterThanOrEqual(
        3600,
      );
    } finally {
      await stopServer(other.server);
    }
  });

  it('is looked into once for many, and all of them are refused', async () => {
    const wrong = proofFor(target(), { keys: { current: stranger, old: stranger } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => call(wrong)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(500));
    const findings = (await logged()).filter(({ detail }) => detail?.['proofFinding']);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.detail!['proofFinding']).not.toHaveProperty('cause');
  });
});

describe('a tenant with soft proofs', () => {
  it('has its calls served whatever their proof, marked in log and metrics; all else is asked as ever', async () => {
    await softProof();
    const good = await call(proofFor(target()));
    const wrong = await call(proofFor(target(), { keys: { current: stranger, old: stranger } }));
    const none = await call([]);
    expect([good, wrong, none].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await fixture.call(idFor(tenant), { proof: [], query: '' })).status).toBe(401);
    const proofs = (await logged()).map(({ proof }) => String(proof));
    expect(proofs.sort()).toEqual(['current', 'null', 'soft:missing', 'soft:signature']);
    const metrics = await fixture.proxy.app.get(Metrics).registry.metrics();
    expect(metrics).toMatch(/wopi_proxy_soft_proofs_total\{tenant="[^"]+"[^}]*\} 2/);
  });

  it.each([
    ['transparent', 'the right proof'],
    ['forwarded', 'the right proof'],
    ['resign', 'another proof'],
    ['attested', 'an assertion'],
  ] as const)(
    'has nobody vouch for a wrong proof: in mode %s its instance gets what the client sent, and %s for a right one',
    async (mode, word) => {
      await fixture.tenants.ensureInstance(tenant.tenantId, { filesUrl: tenant.filesUrl, mode, privateNetwork: true }); // prettier-ignore
      await softProof();
      await fixture.eventually(() => fixture.registry.find(tenant.filesUrl)?.instance.mode === mode);
      const wrong = proofFor(target(), { keys: { current: stranger, old: stranger } });
      const right = proofFor(target());
      const forged: [string, string][] = [[ASSERTION_HEADER, 'forged']];
      for (const proof of [wrong, [], right]) expect((await call(proof, forged)).status).toBe(200);
      const sent = (proof: typeof right) => JSON.stringify(proof.map(([, value]) => [value]));
      const words = new Map([
        [sent(wrong), 'the wrong proof'],
        [sent(right), 'the right proof'],
        [JSON.stringify([[], [], []]), 'nothing'],
      ]);
      const told = upstream.received.map(({ all }) => {
        const proof = words.get(JSON.stringify(right.map(([name]) => all(name)))) ?? 'another proof';
        return all(ASSERTION_HEADER).length === 0 ? proof : `an assertion and ${proof}`;
      });
      const good = word === 'an assertion' ? 'an assertion and nothing' : word;
      expect(told).toEqual(['the wrong proof', 'nothing', good]);
    },
  );

  it('changes nothing for others', async () => {
    await softProof();
    tenant = await fixture.addTenant('https://other.example/wopi/files/');
    expect((await call([])).status).toBe(500);
  });
});
