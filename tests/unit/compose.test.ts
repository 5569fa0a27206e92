import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROCESS_NAMES } from '#scripts/bundle';

type Service = { user?: string; image?: string; command?: string[]; ports?: string[] } & Record<string, unknown>;
type Compose = { services: Record<string, Service> };

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);

function validator() {
  const schema = JSON.parse(readFileSync('tests/fixtures/compose-spec.json', 'utf8'));
  // Ajv knows draft 7 by its http address only, and the schema uses formats that are checked nowhere else.
  delete schema.$schema;
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

test('docker-compose.yml follows the Compose specification', () => {
  const validate = validator();
  validate(compose);
  expect(validate.errors).toBeNull();
});

test('the schema finds a mistake', () => {
  const validate = validator();
  expect(validate({ services: { web: { image: 'yeoul', port: ['3000:3000'] } } })).toBe(false);
});

test('every container runs without privileges, is watched, and is reachable from this machine only', () => {
  for (const [name, service] of services) {
    expect(service, name).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.user, name).toBeTruthy();
    expect(service.healthcheck, name).toBeTruthy();
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
});

test('only Kafka, whose image writes its settings at start, may write outside its volume', () => {
  expect(services.filter(([, service]) => service.read_only !== true).map(([name]) => name)).toEqual(['kafka']);
});

test('the image that all processes share is built once', () => {
  const sharing = services.filter(([, { image }]) => image === 'yeoul');
  expect(sharing).toHaveLength(5);
  expect(sharing.filter(([, { build }]) => build === '.')).toHaveLength(1);
});

test('everything that the Dockerfile copies is in a clone, or made by the build', () => {
  const made = ['dist', '.next'];
  const copied = [...readFileSync('Dockerfile', 'utf8').matchAll(/^COPY --from=build (.+) \S+$/gm)]
    .flatMap(([, sources = '']) => sources.split(' '))
    .map((source) => source.replace(/^\/app\//, ''));
  expect(copied).toEqual(expect.arrayContaining(['package.json', ...made]));
  // Git keeps no empty folder.
  const isCloned = (name: string) =>
    existsSync(name) && (!statSync(name).isDirectory() || readdirSync(name).length > 0);
  expect(copied.filter((name) => !made.includes(name) && !isCloned(name))).toEqual([]);
});

test('every process of the build has a container', () => {
  const started = services.map(([, { command }]) => command?.at(-1)).filter((file) => file?.startsWith('dist/'));
  expect(started.sort()).toEqual(PROCESS_NAMES.map((name) => `dist/${name}.js`).sort());
});
