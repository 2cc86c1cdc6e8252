import { type Answer, Admin } from '../admin-api/fixture.js';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A directory that provisions people, with an API key of its own. */
export class Directory {
  private constructor(
    readonly admin: Admin,
    readonly key: string,
  ) {}

  static async start(): Promise<Directory> {
    const admin = await Admin.start({ SCIM_PUBLIC_URL: 'https://scim.example.com' });
    const wish = { name: 'directory', role: 'tenant-admin', permissions: ['scim.provision'] };
    const { json } = await admin.post('api-keys', wish);
    return new Directory(admin, (json as { key: string }).key);
  }

  call(
    method: string,
    target: string,
    body?: object,
    headers: Record<string, string> = {},
    key = this.key,
  ): Promise<Answer> {
    const type = { 'Content-Type': 'application/scim+json' };
    return this.admin.call(method, `/scim/v2/${target}`, body, key, { ...(body && type), ...headers });
  }

  patch(
    target: string,
    operations: readonly object[],
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.call('PATCH', target, { schemas: [PATCH_OP], Operations: operations }, headers);
  }

  /** Answers the new account's id. */
  async user(userName: string, more: object = {}): Promise<string> {
    const { status, json, text } = await this.call('POST', 'Users', { schemas: [USER], userName, ...more });
    if (status !== 201) throw new Error(text);
    return (json as { id: string }).id;
  }

  async group(displayName: string, members: readonly string[] = []): Promise<string> {
    const body = { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) };
    const { status, json, text } = await this.call('POST', 'Groups', body);
    if (status !== 201) throw new Error(text);
    return (json as { id: string }).id;
  }

  async members(group: string): Promise<string[]> {
    const { json } = await this.call('GET', `Groups/${group}`);
    return (json as { members: { value: string }[] }).members.map(({ value }) => value).sort();
  }

  stop(): Promise<void> {
    return this.admin.stop();
  }
}
