import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from './server.ts';

const SIZE_KB = 512;

/** A place for documents that can be full. */
export interface SmallDisk {
  /** How it comes to be full. */
  how: string;
  folder: string;
  fill: () => void;
  makeRoom: () => void;
  close: () => void;
}

/** A disk of its own for root; anybody else limits how large a file the process may write. */
export function smallDisk(directory: string, server: () => Server): SmallDisk {
  const folder = join(directory, 'small-disk');
  mkdirSync(folder);
  const options = ['-t', 'tmpfs', '-o', `size=${SIZE_KB}k`, 'tmpfs', folder];
  return run('mount', options) ? ofItsOwn(folder) : ofLimitedFiles(folder, server);
}

function ofItsOwn(folder: string): SmallDisk {
  const filler = join(folder, 'filler');
  return {
    how: 'a full disk',
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc((bavail - 2) * bsize));
    },
    makeRoom: () => rmSync(filler),
    close: () => void run('umount', ['-l', folder]),
  };
}

function ofLimitedFiles(folder: string, server: () => Server): SmallDisk {
  const limit = (bytes: string) => {
    if (!run('prlimit', ['--pid', String(server().pid), `--fsize=${bytes}:`]))
      throw new Error('prlimit (util-linux) is needed to limit what a process may write');
  };
  return {
    how: 'a limit for files',
    folder,
    fill: () => limit('65536'),
    makeRoom: () => limit('unlimited'),
    close: () => undefined,
  };
}

const run = (command: string, parameters: string[]): boolean => spawnSync(command, parameters).status === 0;
