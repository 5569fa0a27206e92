import { spawn } from 'node:child_process';
import { stopSignal } from './signals.ts';

type ToolOptions = { env?: Record<string, string>; inherit?: boolean };

/** Runs a command to its end, or until this command is told to stop or ends. `inherit` shows its output as it comes. */
export function runTool(
  command: string,
  args: string[],
  { env, inherit = false }: ToolOptions = {},
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const output: Buffer[] = [];
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      signal: stopSignal,
    });
    const end = () => child.kill();
    process.once('exit', end);
    child.stdout?.on('data', (data: Buffer) => output.push(data));
    child.stderr?.on('data', (data: Buffer) => output.push(data));
    child.once('error', (error) => output.push(Buffer.from(error.message)));
    child.once('close', (code) => {
      process.off('exit', end);
      resolve({ code, output: Buffer.concat(output).toString() });
    });
  });
}

/** Runs a script of an installed package with this Node. */
export function runNode(script: string, args: string[], options?: ToolOptions) {
  return runTool(process.execPath, [script, ...args], options);
}
