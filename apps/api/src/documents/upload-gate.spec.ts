import { PassThrough } from 'node:stream';
import type { Request } from 'express';
import { UploadGate } from './upload-gate';

describe('the gate of uploads', () => {
  const upload = () => new PassThrough() as unknown as Request;
  const comeTo = (gate: UploadGate, person: string, count: number) =>
    Array.from({ length: count }, () => gate.enter(person, upload()));

  it('counts nobody who has left, whether in the queue or before it', async () => {
    const gate = new UploadGate();
    const inside = comeTo(gate, 'omar', 8);
    const leaving = upload();
    const left = gate.enter('jonas', leaving);
    const waiting = comeTo(gate, 'jonas', 63);
    await expect(gate.enter('jonas', upload())).rejects.toMatchObject({ code: 'uploadsBusy' });
    leaving.destroy();
    await expect(left).rejects.toMatchObject({ issues: [{ message: 'Request closed' }] });
    await expect(gate.enter('jonas', leaving)).rejects.toMatchObject({ issues: [{ message: 'Request closed' }] });
    waiting.push(gate.enter('jonas', upload()));
    for (const entered of [...inside, ...waiting]) (await entered)();
  });

  it('gives the turn of whoever leaves to the next one', async () => {
    const gate = new UploadGate();
    const [first, ...others] = comeTo(gate, 'omar', 8);
    const leaving = upload();
    const left = gate.enter('jonas', leaving);
    const next = gate.enter('mira', upload());
    leaving.destroy();
    await expect(left).rejects.toThrow();
    (await first)?.();
    for (const entered of [...others, next]) (await entered)();
  });
});
