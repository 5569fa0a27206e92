import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Pipeline } from '#contracts/pipeline';
import { say } from '#scripts/report';
import type { ChaosOptions } from './options.ts';

export type FaultLine = {
  kind: string;
  target: string;
  atSeconds: number;
  recoveryMs: number | null;
  gapMs: number | null;
  error?: string;
};

export type Report = {
  options: ChaosOptions;
  startedAt: string;
  seconds: number;
  events: number;
  expected: Record<'records' | 'counted' | 'duplicates' | 'malformed' | 'late' | 'future', number>;
  faults: FaultLine[];
  /** Cells of window × name in which the counts differ from the ledger, and what the books say. */
  lost: number;
  doubled: number;
  cells: string[];
  deadLetters: { missing: number; unexpected: number };
  books: Pipeline['books'] | null;
  /** How the numbers are not exact. */
  wrong: string[];
  /** What else failed: a fault that was not injected, a page that did not become fresh. */
  problems: string[];
  peakMemoryMb: Record<string, number>;
};

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const seconds = (ms: number | undefined) => (ms === undefined ? '–' : (ms / 1_000).toFixed(2));

/**
 * Of each kind of fault: how often, time to the first fresh count (median, 95th percentile, longest), and the longest
 * time that a browser got no tick; in seconds.
 */
export function recoveryTable(faults: FaultLine[]): string {
  const kinds = [...new Set(faults.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => {
    const times = faults.filter((fault) => fault.kind === kind).flatMap(({ recoveryMs }) => recoveryMs ?? []);
    times.sort((a, b) => a - b);
    const count = faults.filter((fault) => fault.kind === kind).length;
    const gap = Math.max(0, ...faults.filter((fault) => fault.kind === kind).map(({ gapMs }) => gapMs ?? 0));
    return `| ${kind} | ${count} | ${seconds(at(times, 0.5))} | ${seconds(at(times, 0.95))} | ${seconds(times.at(-1))} | ${seconds(gap)} |`;
  });
  return [
    '| fault | times | p50 s | p95 s | max s | no tick s |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

export function printReport(report: Report): void {
  const { expected, books, deadLetters, peakMemoryMb } = report;
  say(`\n${report.events} events in ${Math.round(report.seconds)} s, ${report.faults.length} faults\n`);
  say(recoveryTable(report.faults));
  say(`\nledger: ${JSON.stringify(expected)}`);
  say(`books:  ${JSON.stringify(books)}`);
  say(`window × name: ${report.lost} lost, ${report.doubled} doubled`);
  for (const cell of report.cells.slice(0, 20)) say(`  ${cell}`);
  say(`events.dlq: ${deadLetters.missing} missing, ${deadLetters.unexpected} unexpected`);
  say(`peak memory: ${JSON.stringify(peakMemoryMb)} MB`);
  for (const problem of [...report.wrong, ...report.problems]) say(`✗ ${problem}`);
}

export function writeReport(report: Report): void {
  mkdirSync(path.dirname(report.options.report), { recursive: true });
  writeFileSync(report.options.report, `${JSON.stringify(report, null, 2)}\n`);
}
