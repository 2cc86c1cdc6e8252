import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Wopictl } from '../../../../test/support/wopictl.js';

let wopictl: Wopictl;

beforeAll(async () => {
  wopictl = await Wopictl.start();
});
afterAll(() => wopictl.stop());

/** What bash offers behind these words, the last of which is being typed. */
function offered(script: string, ...words: string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const run = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _wopictl; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', run], { encoding: 'utf8', cwd: '/' }).trim().split('\n');
}

describe('wopictl completion', () => {
  it.skipIf(process.platform === 'win32')('offers commands, options and choices in bash', async () => {
    const script = await wopictl.run('completion', 'bash');
    expect(offered(script, 'wopictl', 'aud')).toEqual(['audit']);
    expect(offered(script, 'wopictl', 'audit', '')).toEqual(
      expect.arrayContaining(['list', 'export', 'verify']),
    );
    expect(offered(script, 'wopictl', 'audit', 'list', '--us')).toEqual(['--user']);
    expect(offered(script, 'wopictl', '--json', 'audit', 'export', '--form', 'nd')).toEqual(['ndjson']);
    expect(offered(script, 'wopictl', 'lock', 'list', '--st')).toEqual(['--stale']);
  });

  it('knows zsh and fish, and no other shell', async () => {
    expect(await wopictl.run('completion', 'zsh')).toMatch(/^autoload -U \+X bashcompinit/);
    const fish = await wopictl.run('completion', 'fish');
    expect(fish).toContain(
      `-n '__fish_seen_subcommand_from audit; and __fish_seen_subcommand_from list' -l user`,
    );
    await expect(wopictl.run('completion', 'cmd')).rejects.toThrow('usage');
  });
});
