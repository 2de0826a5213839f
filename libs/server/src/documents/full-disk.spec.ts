import { open } from 'node:fs/promises';
import { onDisk } from './full-disk';

describe('a disk', () => {
  it('that is full is told as a store that cannot be had', async () => {
    const full = await open('/dev/full', 'w');
    await expect(onDisk(() => full.writeFile('Vermerk'))).rejects.toMatchObject({ code: 'documentStoreAway' });
    await full.close();
  });

  it('on which a process may write no more is told the same way', async () => {
    const limited = Object.assign(new Error('EFBIG: file too large, write'), { code: 'EFBIG' });
    await expect(onDisk(() => Promise.reject(limited))).rejects.toMatchObject({ code: 'documentStoreAway' });
  });

  it('that fails otherwise stays the fault that it is', async () => {
    await expect(onDisk(() => open('/dev/null/elsewhere', 'r'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
