import { parseArgs } from 'node:util';
import { z } from 'zod';
import { UserError } from '#scripts/report';
import { CONTROL_NAMES, faultsOf } from '#tests/helpers/control';
import { FAULTS } from './faults/index.ts';

const kinds = FAULTS.map(({ kind }) => kind);

/** Settings of a run; `faults` are all, or those under which the control does wrong, unless told. */
export const ChaosOptions = z
  .object({
    /** Ten unless told; a control does wrong at once, so half a minute is enough. */
    minutes: z.coerce.number().positive().max(600).optional(),
    seed: z.coerce.number().int().min(0).default(1),
    /** Events a second. */
    rate: z.coerce.number().int().min(60).max(5_000).default(700),
    faults: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(kinds, { message: `must be some of ${kinds.join(', ')}` })))
      .optional(),
    /** The run goes on after its time until it has had so many. */
    leastFaults: z.coerce.number().int().min(0).default(0),
    leastEvents: z.coerce.number().int().min(0).default(0),
    control: z.enum(CONTROL_NAMES, { message: `must be one of ${CONTROL_NAMES.join(', ')}` }).optional(),
    /** File that the JSON report is written to. */
    report: z.string().default('test-results/chaos.json'),
  })
  .transform((options) => ({
    ...options,
    minutes: options.minutes ?? (options.control ? 0.5 : 10),
    faults: options.faults ?? (options.control ? faultsOf(options.control) : kinds),
  }));
export type ChaosOptions = z.infer<typeof ChaosOptions>;

/** Reads `--minutes M --seed S --rate R [--faults a,b] [--leastFaults N] [--leastEvents N] [--control NAME] [--report FILE]`. */
export function readOptions(args: string[]): ChaosOptions {
  const names = ['minutes', 'seed', 'rate', 'faults', 'leastFaults', 'leastEvents', 'control', 'report'] as const;
  const config = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  let values: unknown;
  try {
    values = parseArgs({ args, options: config }).values;
  } catch (error) {
    throw new UserError(`chaos: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = ChaosOptions.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UserError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n'));
}
