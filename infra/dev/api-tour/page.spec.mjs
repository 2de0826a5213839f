import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stepsOf } from './page.mjs';
import { openShell } from './shell.mjs';

const block = (/** @type {string} */ kind, /** @type {string} */ text) => `\`\`\`${kind}\n${text}\n\`\`\`\n`;

describe('the steps of a page', () => {
  it('are its scripts with what they print, in order', () => {
    const page = `# Titel\n\n${block('sh', 'echo 1')}\nDann:\n\n${block('text', '1')}\n${block('sh', 'echo 2')}${block('text', '2')}`;
    assert.deepEqual(stepsOf(page), [
      { script: 'echo 1\n', printed: '1\n', line: 3 },
      { script: 'echo 2\n', printed: '2\n', line: 13 },
    ]);
  });

  it('are refused where a script does not say what it prints, or something else stands there', () => {
    assert.throws(() => stepsOf(block('sh', 'echo 1')), /Zeile 1: Was dieser Block ausgibt/);
    assert.throws(() => stepsOf(block('text', '1')), /text ohne sh/);
    assert.throws(() => stepsOf(block('json', '{}')), /nicht „json“/);
  });
});

describe('the shell', () => {
  const shell = () => openShell({ cwd: process.cwd(), env: process.env });

  it('keeps variables and functions from block to block', async () => {
    const bash = shell();
    assert.equal(await bash.run('x=1; f() { echo "$x$1"; }\n'), '');
    assert.equal(await bash.run('f 2\nf 3\n'), '12\n13\n');
    await bash.close();
  });

  it('says what was printed before a block ended it', async () => {
    await assert.rejects(shell().run('echo vorher\nexit 3\n'), /vorher/);
  });
});
