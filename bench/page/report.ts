import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import type { Interactions } from './interactions.ts';
import type { Load } from './loading.ts';
import type { Repaints } from './repaints.ts';
import type { Steady } from './steady.ts';

/** All measures of one set of conditions. */
export type Measures = { loads: Load[]; steady: Steady; repaints: Repaints | null; interactions: Interactions };

export type PageReport = {
  startedAt: string;
  rate: number;
  minutes: number;
  machine: { cpu: string; cores: number; chromium: string; loadBefore: number; loadAfter: number };
  /** As it is; on a processor four times slower; with the socket blocked, which is what the page costs alone. */
  normal: Measures;
  slow: Measures;
  idle: Measures;
};

type Figure = {
  name: string;
  /** As the table says it. */
  limit: string;
  read: (measures: Measures) => number | null;
  holds?: (value: number) => boolean;
  digits?: number;
  /** Has no limit on a slower processor. */
  isFastOnly?: true;
};

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const liveTimes = ({ loads }: Measures) => loads.flatMap(({ liveMs }) => liveMs ?? []);
const movingTimes = ({ loads }: Measures) => loads.flatMap(({ movingMs }) => movingMs ?? []);
const most = (values: number[]) => (values.length === 0 ? null : Math.max(...values));
const middle = (values: number[]) => (values.length === 0 ? null : median(values));

const FIGURES: Figure[] = [
  {
    name: 'main thread busy, ms/s',
    limit: '≤ 150',
    read: ({ steady }) => steady.busyMs,
    holds: (ms) => ms <= 150,
    isFastOnly: true,
  },
  { name: '… its processor time, ms/s', limit: '', read: ({ steady }) => steady.cpuMs },
  { name: '… script, ms/s', limit: '', read: ({ steady }) => steady.scriptMs },
  { name: '… style and layout, ms/s', limit: '', read: ({ steady }) => steady.styleMs + steady.layoutMs },
  { name: 'tasks over 50 ms', limit: 'none', read: ({ steady }) => steady.longTasks, holds: (n) => n === 0 },
  { name: '… the longest, ms', limit: '', read: ({ steady }) => steady.longestTaskMs },
  {
    name: 'heap growth, MB',
    limit: '< 5',
    read: ({ steady }) => steady.heapGrowthMb,
    holds: (mb) => mb < 5,
    digits: 2,
  },
  { name: '… from, MB', limit: '', read: ({ steady }) => steady.heapStartMb, digits: 1 },
  {
    name: 'JavaScript sent, KB',
    limit: '≤ 250',
    read: ({ loads }) => median(loads.map(({ scriptBytes }) => scriptBytes)) / 1_000,
    holds: (kb) => kb <= 250,
  },
  {
    name: 'first contentful paint, ms, median',
    limit: '≤ 800',
    read: ({ loads }) => median(loads.map(({ firstPaintMs }) => firstPaintMs)),
    holds: (ms) => ms <= 800,
  },
  { name: '… the slowest', limit: '', read: ({ loads }) => most(loads.map(({ firstPaintMs }) => firstPaintMs)) },
  {
    name: 'live numbers, ms, median',
    limit: '≤ 1200',
    read: (measures) => middle(liveTimes(measures)),
    holds: (ms) => ms <= 1_200,
  },
  { name: '… the slowest', limit: '', read: (measures) => most(liveTimes(measures)) },
  { name: 'first newer number, ms, median', limit: '', read: (measures) => middle(movingTimes(measures)) },
  {
    name: 'interaction to next paint, ms, p98',
    limit: '≤ 100',
    read: ({ interactions }) => interactions.p98Ms,
    holds: (ms) => ms <= 100,
  },
  { name: '… the worst', limit: '', read: ({ interactions }) => interactions.worstMs },
  {
    name: 'other theme on the whole page, ms, the slowest',
    limit: '',
    read: ({ interactions }) => most(interactions.themesMs),
  },
  {
    name: 'chart repaints per second',
    limit: '1',
    read: ({ repaints }) => repaints?.chartPerSecond ?? null,
    holds: (n) => n >= 0.8 && n <= 1.1,
    digits: 1,
  },
  {
    name: 'counter changes per second',
    limit: '4',
    read: ({ repaints }) => repaints?.counterPerSecond ?? null,
    holds: (n) => n >= 3.2 && n <= 4.2,
    digits: 1,
  },
  {
    name: 'changes in a hidden tab',
    limit: 'none',
    read: ({ repaints }) => repaints?.whileHidden.length ?? null,
    holds: (n) => n === 0,
  },
  {
    name: 'newest numbers when shown again, ms, median',
    limit: '≤ 250',
    read: ({ repaints }) => middle(repaints?.shownAgainMs ?? []),
    holds: (ms) => ms <= 250,
  },
  { name: '… the slowest', limit: '', read: ({ repaints }) => most(repaints?.shownAgainMs ?? []) },
];

const isBroken = ({ read, holds }: Figure, measures: Measures) => {
  const value = read(measures);
  return holds !== undefined && !(value !== null && holds(value));
};

/** What broke its limit, as it is or on the slower processor. */
export const brokenFigures = ({ normal, slow }: PageReport) => [
  ...FIGURES.filter((figure) => isBroken(figure, normal)).map(({ name }) => name),
  ...FIGURES.filter((figure) => !figure.isFastOnly && isBroken(figure, slow)).map(({ name }) => `4×: ${name}`),
];

export function pageTable(report: PageReport): string {
  const rows = FIGURES.map((figure) => {
    const written = [report.normal, report.slow, report.idle].map((measures) => {
      const value = figure.read(measures);
      return value === null ? '–' : value.toFixed(figure.digits ?? 0);
    });
    const verdict = (measures: Measures) => (isBroken(figure, measures) ? '**fail**' : 'pass');
    const verdicts = figure.holds ? [verdict(report.normal), figure.isFastOnly ? '' : verdict(report.slow)] : ['', ''];
    return `| ${[figure.name, figure.limit, ...written, ...verdicts].join(' | ')} |`;
  });
  const head = ['figure', 'limit', 'measured', '4× slower CPU', 'socket blocked', '', '4×'];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

export function machineLine({ machine: { cpu, cores, chromium, loadBefore, loadAfter } }: PageReport): string {
  const load = `load ${loadBefore.toFixed(2)} before, ${loadAfter.toFixed(2)} after`;
  return `${cores} × ${cpu}, Chromium ${chromium}, ${load}`;
}

/** The machine as it is now. */
export const cpuName = () => cpus()[0]?.model.trim() ?? 'unknown processor';
export const loadNow = () => loadavg()[0] as number;

export function writePageReport(report: PageReport, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
