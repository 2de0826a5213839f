import { setTimeout as sleep } from 'node:timers/promises';

export interface Memory {
  rss: number;
  /** In use after a full collection. */
  heap: number;
}

/** The memory of a process of ours that was started with `--inspect`: only from within can garbage be told from what is kept. */
export class Inspector {
  #socket: WebSocket;
  #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const { id, result, error } = JSON.parse(String(data)) as {
        id?: number;
        result?: unknown;
        error?: { message: string };
      };
      const waiting = id === undefined ? undefined : this.#waiting.get(id);
      if (id === undefined || !waiting) return;
      this.#waiting.delete(id);
      if (error) waiting.reject(new Error(error.message));
      else waiting.resolve(result);
    });
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the process has ended'));
    });
  }

  static async open(port: number): Promise<Inspector> {
    const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    if (!target) throw new Error(`nothing to inspect at port ${port}`);
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error(`no inspector at port ${port}`)), { once: true });
    });
    return new Inspector(socket);
  }

  async memory(): Promise<Memory> {
    await this.#ask('HeapProfiler.collectGarbage', {});
    // What was freed by finalizers goes with the next collection.
    await sleep(100);
    await this.#ask('HeapProfiler.collectGarbage', {});
    const { result } = (await this.#ask('Runtime.evaluate', {
      expression: 'process.memoryUsage()',
      returnByValue: true,
    })) as { result: { value: { rss: number; heapUsed: number; external: number } } };
    return { rss: result.value.rss, heap: result.value.heapUsed + result.value.external };
  }

  close(): void {
    this.#socket.close();
  }

  #ask(method: string, params: object): Promise<unknown> {
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
