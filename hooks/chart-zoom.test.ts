import { describe, expect, it, test } from 'vitest';
import { bucketIndexAt, nearestPoint, spanBetween, zoomedPoints, zoomInto } from './chart-zoom.ts';

const SIZE = 10;
const points = (from: number, count: number, value = 0) =>
  Array.from({ length: count }, (_, index) => ({ at: from + SIZE * index, value }));
const starts = (of: { at: number }[]) => of.map(({ at }) => at);

test('a span is the same drawn from either end, whole buckets long, and more than one', () => {
  expect(spanBetween(20, 40, SIZE)).toEqual({ from: 20, to: 50 });
  expect(spanBetween(40, 20, SIZE)).toEqual({ from: 20, to: 50 });
  expect(spanBetween(20, 20, SIZE)).toBeNull();
});

describe('a zoom', () => {
  const zoom = zoomInto(points(0, 9), { from: 20, to: 50 }, SIZE);

  it('shows the buckets of its span alone', () => {
    expect(starts(zoomedPoints(points(0, 9), zoom, SIZE))).toEqual([20, 30, 40]);
  });

  it('holds them while the range moves on, over them and beyond', () => {
    expect(starts(zoomedPoints(points(30, 9), zoom, SIZE))).toEqual([20, 30, 40]);
    expect(starts(zoomedPoints(points(500, 9), zoom, SIZE))).toEqual([20, 30, 40]);
    expect(starts(zoomedPoints([], zoom, SIZE))).toEqual([20, 30, 40]);
  });

  it('of seconds holds the buckets that they are in', () => {
    expect(starts(zoomInto(points(0, 9), { from: 24, to: 31 }, SIZE).held)).toEqual([20, 30]);
  });

  it('takes late events of the buckets that are still there', () => {
    expect(zoomedPoints(points(30, 9, 7), zoom, SIZE).map(({ value }) => value)).toEqual([0, 7, 7]);
  });
});

test('the pointer is at the nearest point', () => {
  expect(nearestPoint(points(0, 3), 14)?.at).toBe(10);
  expect(nearestPoint(points(0, 3), 16)?.at).toBe(20);
  expect(nearestPoint(points(0, 3), 1_000)?.at).toBe(20);
  expect(nearestPoint([], 5)).toBeUndefined();
});

test('a moment is found in the bucket that holds it, of whatever length', () => {
  expect(bucketIndexAt([0, 10, 20], 19)).toBe(1);
  expect(bucketIndexAt([0, 10, 20], 29)).toBe(2);
  expect(bucketIndexAt([0, 10, 20], 30), 'not counted yet').toBe(-1);
  expect(bucketIndexAt([10, 20], 5), 'out of the range').toBe(-1);
  expect(bucketIndexAt([], 5)).toBe(-1);
});
