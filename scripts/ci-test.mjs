/**
 * `npm test`, and what failed in it once more by itself: the machine is shared, and a port or a deadline may have been lost to a
 * neighbour. Names each file that needed the second run, and ends with the line of both.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';

const RESULTS = 'test-results.json';

function test(files) {
  rmSync(RESULTS, { force: true });
  const { status } = spawnSync('npm', ['test', '--', ...files], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_RESULTS: RESULTS },
  });
  try {
    return { status, modules: JSON.parse(readFileSync(RESULTS, 'utf8')).testResults };
  } catch {
    console.log('npm test ended without results');
    process.exit(1);
  }
}

const count = (modules, state) =>
  modules.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === state).length;
const nameOf = ({ name }) => relative(process.cwd(), name);
const broken = (modules) => modules.filter(({ status }) => status !== 'passed');

/** What failed, for a reader who has no more than the end of the output. */
function tell(modules) {
  for (const module of broken(modules)) {
    console.log(`failed: ${nameOf(module)}`);
    if (module.message) console.log(`  ${module.message.split('\n')[0]}`);
    for (const { status, fullName, failureMessages } of module.assertionResults)
      if (status === 'failed')
        console.log(`  ${fullName}: ${failureMessages.join('\n').split('\n').slice(0, 2).join(' ')}`);
  }
}

const first = test(process.argv.slice(2));
const again = broken(first.modules);
tell(first.modules);
const second = again.length > 0 ? test(again.map(nameOf)) : { status: first.status, modules: [] };
if (again.length > 0) {
  tell(second.modules);
  console.log(`run twice: ${again.map(nameOf).join(', ')}`);
}

const modules = [...first.modules.filter((module) => !again.includes(module)), ...second.modules];
const failed = Math.max(count(modules, 'failed'), broken(modules).length, second.status === 0 ? 0 : 1);
const skipped = count(modules, 'pending') + count(modules, 'skipped') + count(modules, 'todo');
console.log(`${count(modules, 'passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
