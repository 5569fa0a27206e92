import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { say, step, UserError } from '../report.ts';

/** Debian's command and package; others have none of it. */
const HEADLESS = 'chromium-headless-shell';

export type Tool = 'redis-server' | 'java' | 'mvn' | 'chromium';

const APT: Record<Tool, string> = {
  'redis-server': 'redis-server',
  java: 'default-jre-headless',
  mvn: 'maven',
  chromium: 'chromium',
};
const BREW: Record<Tool, string> = {
  'redis-server': 'redis',
  java: 'openjdk',
  mvn: 'maven',
  chromium: '--cask chromium',
};
const DNF: Record<Tool, string> = {
  'redis-server': 'redis',
  java: 'java-latest-openjdk-headless',
  mvn: 'maven',
  chromium: 'chromium',
};

function onPath(command: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return undefined;
}

/** Where Chromium or Chrome is, if anywhere; CHROMIUM_PATH rules. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const applications = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];
  return (
    names.map(onPath).find(Boolean) ??
    applications.map((name) => `/Applications/${name}`).find((file) => existsSync(file))
  );
}

/**
 * Chromium without its window where it is installed, else Chromium: tests took 40 % less of the processor with it, as nothing
 * draws the frame around a page that nobody sees. Not for tabs that are hidden behind others: here all are in front.
 */
export function findHeadlessChromium(): string | undefined {
  return process.env.CHROMIUM_PATH ? findChromium() : (onPath(HEADLESS) ?? findChromium());
}

/** The first number of what a `--version` prints, 0 when the tool can't run (macOS has a java that only complains). */
function majorVersion(command: string, args: string[], pattern: RegExp): number {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? Number(pattern.exec(`${stdout}${stderr}`)?.[1] ?? 0) : 0;
}

const PRESENT: Record<Tool, () => boolean> = {
  'redis-server': () =>
    majorVersion('redis-server', ['--version'], /v=(\d+)/) >= 7 && onPath('redis-check-aof') !== undefined,
  java: () => majorVersion('java', ['-version'], /version "(\d+)/) >= 17,
  mvn: () => onPath('mvn') !== undefined,
  chromium: () => findChromium() !== undefined,
};

function isDebian(): boolean {
  if (onPath('apt-get') === undefined || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** How a person installs these, by system. */
export function installHint(tools: Tool[], platform: NodeJS.Platform, debian: boolean): string {
  const list = (names: Record<Tool, string>) => tools.map((tool) => names[tool]).join(' ');
  if (platform === 'darwin') return `run \`brew install ${list(BREW)}\``;
  if (platform === 'win32') return 'use WSL 2 (https://learn.microsoft.com/windows/wsl) or Docker Desktop';
  if (debian) return `run \`sudo apt-get install -y ${list(APT)}\``;
  return `install them (Fedora: \`sudo dnf install ${list(DNF)}\`)`;
}

const INSTALL = ['install', '-y', '-q', '--no-install-recommends'];

function apt(args: string[]): void {
  // At run level 1 Debian's scripts start no service: our Redis is our own process, not the system's.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const result = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (result.status === 0) return;
  throw new UserError(
    `\`apt-get ${args.join(' ')}\` failed:\n${(result.stderr || result.stdout || '').trim().slice(-1_000)}`,
  );
}

function installByApt(tools: Tool[]): void {
  apt(['update', '-q']);
  apt([...INSTALL, ...tools.map((tool) => APT[tool])]);
  // systemd doesn't heed the run level; the system's Redis was not there before us, so it is ours to switch off.
  if (tools.includes('redis-server') && existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', 'redis-server'], { stdio: 'ignore' });
  }
}

/** Makes sure that the tools are there: installs where no question is needed, else says what to do. */
export async function ensureTools(tools: Tool[], why: string): Promise<void> {
  const missing = tools.filter((tool) => !PRESENT[tool]());
  if (missing.length === 0) return;
  const debian = process.platform === 'linux' && isDebian();
  if (debian && process.getuid?.() === 0) {
    await step(`Install ${missing.map((tool) => APT[tool]).join(', ')} by apt`, async () => installByApt(missing));
  }
  const stillMissing = missing.filter((tool) => !PRESENT[tool]());
  if (stillMissing.length === 0) return;
  say('');
  throw new UserError(
    `${why} needs ${stillMissing.join(', ')} (Redis 7 or newer, Java 17 or newer): ${installHint(stillMissing, process.platform, debian)}, then run this again.`,
  );
}

/** The browser of the tests; the one without a window too where that needs no question, as it is only faster. */
export async function ensureBrowser(why: string): Promise<void> {
  await ensureTools(['chromium'], why);
  if (process.env.CHROMIUM_PATH || onPath(HEADLESS) || !isDebian() || process.getuid?.() !== 0) return;
  await step(`Install ${HEADLESS} by apt`, async () => {
    try {
      apt(['update', '-q']);
      apt([...INSTALL, HEADLESS]);
    } catch (error) {
      say(`  There is none, so Chromium itself is used: ${error instanceof Error ? error.message : error}`);
    }
  });
}
