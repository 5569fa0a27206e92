'use client';

import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';

/** Around something small beside the page: when it fails, only it is gone. */
export function FaultBoundary({ children }: { children: ReactNode }) {
  return <ErrorBoundary fallback={null}>{children}</ErrorBoundary>;
}
