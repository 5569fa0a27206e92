import { describe, expect, it } from 'vitest';
import type { Pipeline } from '#contracts/pipeline';
import { addToHistory, partitionRate, ratesOf } from './pipeline-history.ts';

const at = (second: number, position: number, rate = 0) =>
  ({
    at: new Date(second * 1_000).toISOString(),
    hops: [{ id: 'relay', rate }],
    partitions: [{ epoch: 1, partition: 0, position }],
  }) as Pipeline;

describe('addToHistory', () => {
  it('takes each state once and keeps a minute', () => {
    let history: Pipeline[] = [];
    for (let second = 0; second < 70; second += 1) history = addToHistory(history, at(second, 0));
    expect(addToHistory(history, at(69, 0))).toBe(history);
    expect(history).toHaveLength(60);
    expect(history[0]?.at).toBe(at(10, 0).at);
  });
});

describe('ratesOf', () => {
  const openFor = (seconds: number) => Array.from({ length: seconds }, (_, second) => at(second, 0, second));

  it('is empty before the page was open', () => {
    const rates = ratesOf(openFor(10), 'relay');
    expect(rates).toHaveLength(60);
    expect(rates.slice(-11)).toEqual([null, ...Array.from({ length: 10 }, (_, second) => second)]);
  });

  it('makes a line of two seconds, and none of one', () => {
    expect(ratesOf(openFor(2), 'relay').slice(-3)).toEqual([null, 0, 1]);
    expect(ratesOf(openFor(1), 'relay')).toEqual([]);
  });
});

describe('partitionRate', () => {
  it('is taken over the last five seconds', () => {
    const history = [0, 1, 2, 3, 4, 5, 6, 7].map((second) => at(second, second < 3 ? 0 : (second - 2) * 100));
    expect(partitionRate(history, 1, 0)).toBe(100);
  });
  it('is unknown with one state, and for a partition that is not there', () => {
    expect(partitionRate([at(0, 5)], 1, 0)).toBeNull();
    expect(partitionRate([at(0, 5), at(1, 6)], 1, 3)).toBeNull();
  });
  it('is never below 0', () => {
    expect(partitionRate([at(0, 5), at(1, 2)], 1, 0)).toBe(0);
  });
});
