import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** One bash that runs block after block, so that variables and functions last. @param {{ cwd: string, env: NodeJS.ProcessEnv }} options */
export function openShell(options) {
  const bash = spawn('bash', [], { ...options, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: bash.stdout })[Symbol.asyncIterator]();
  const mark = `__end_of_block_${process.pid}`;
  return {
    /** What the block prints. @param {string} script */
    async run(script) {
      bash.stdin.write(`${script}\nprintf '%s\\n' ${mark}\n`);
      let printed = '';
      for (let next = await lines.next(); !next.done; next = await lines.next()) {
        if (next.value === mark) return printed;
        printed += `${next.value}\n`;
      }
      throw new Error(`bash hat sich beendet. Bis dahin:\n${printed}`);
    },
    async close() {
      const gone = bash.exitCode === null ? once(bash, 'exit') : undefined;
      bash.stdin.end();
      await gone;
    },
  };
}
