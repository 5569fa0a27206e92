'use client';

import { useState } from 'react';
import type { Pipeline } from '#contracts/pipeline';
import { addToHistory } from './pipeline-history.ts';

/** The states of the pipeline that came while the page was open, oldest first, a minute at most. */
export function usePipelineHistory(pipeline: Pipeline | null): Pipeline[] {
  const [history, setHistory] = useState<Pipeline[]>([]);
  const next = pipeline ? addToHistory(history, pipeline) : history;
  // As React wants state that follows a prop: set while rendering, so that no frame shows the one before.
  if (next !== history) setHistory(next);
  return next;
}
