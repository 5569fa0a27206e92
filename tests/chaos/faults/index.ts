import { CONNECTION_FAULTS } from './connections.ts';
import type { Fault } from './fault.ts';
import { PROCESS_FAULTS } from './processes.ts';
import { SERVICE_FAULTS } from './services.ts';

export const FAULTS: readonly Fault[] = [...PROCESS_FAULTS, ...SERVICE_FAULTS, ...CONNECTION_FAULTS];
