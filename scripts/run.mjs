// Entry of every npm script. Plain JavaScript without dependencies, because nothing is installed yet on a fresh clone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMANDS = ['demo', 'dev', 'build', 'test', 'verify', 'services', 'chaos', 'screenshots', 'bench:page'];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const command = process.argv[2];

function fail(sentence) {
  console.error(`\n✗ ${sentence}`);
  process.exit(1);
}

/** A UserError's message is the whole story, and so is a disk's refusal, which names the path; all else is a fault of ours. */
function explain(error) {
  if (error?.name === 'UserError') return error.message;
  const isRefusal = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST'].includes(error?.code);
  // Node calls a read-only disk ENOENT when it makes folders.
  if (!error?.path || !(isRefusal || error.syscall === 'mkdir')) return error?.stack ?? String(error);
  const file = path.resolve(error.path);
  return `${file} can't be written (${error.code}): see that this user may and that there is room, then run this again.`;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  fail(`Yeoul needs Node.js 20.9 or newer, and this is ${process.versions.node}: install a newer one from nodejs.org.`);
}

/** The stamp says which lock file node_modules came from; npm's own hidden lock file speaks for a hand-made `npm ci`. */
function dependenciesAreCurrent(lockFile, stampFile, hash) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return true;
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  return existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(lockFile).mtimeMs;
}

function runNpm(args) {
  const npm = process.env.npm_execpath;
  const all = [...args, '--include=dev', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...all], options)
    : spawnSync('npm', all, { ...options, shell: process.platform === 'win32' });
  if (result.signal) process.exit(130);
  return result.status === 0;
}

function installDependencies() {
  const lockFile = path.join(root, 'package-lock.json');
  const stampFile = path.join(root, 'node_modules', '.yeoul-lock');
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (!dependenciesAreCurrent(lockFile, stampFile, hash)) {
    console.log('→ Install npm packages from package-lock.json');
    const startedAt = performance.now();
    // Where the lock file lacks the builds of other platforms, `npm ci` refuses it; `npm install` takes the same versions.
    if (!runNpm(['ci', '--silent']) && !runNpm(['install', '--no-save', '--loglevel=error'])) {
      fail('npm could not install the packages: see its message above, check the network, and run this again.');
    }
    console.log(`✓ npm packages installed (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  }
  writeFileSync(stampFile, hash);
}

if (!COMMANDS.includes(command)) fail(`Unknown command; say one of: ${COMMANDS.join(', ')}.`);
checkNode();
process.chdir(root);
try {
  installDependencies();
  const { register } = await import('tsx/esm/api');
  register();
  const file = command.startsWith('bench:') ? `../bench/${command.slice('bench:'.length)}.ts` : `./${command}.ts`;
  const { main } = await import(file);
  // Said outright: a forgotten handle must not keep a finished command alive.
  process.exit(await main(process.argv.slice(3)));
} catch (error) {
  fail(explain(error));
}
