import type { Socket } from 'node:net';

/** One direction of a connection through the proxy: in order, late if need be, and held where nothing comes through. */
export class Lane {
  #from: Socket;
  #to: Socket;
  /** `null` is the end of the sender's words. */
  #onTheWay: { dueAt: number; data: Buffer | null }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isHeld = false;

  constructor(from: Socket, to: Socket, delayMs: () => number) {
    this.#from = from;
    this.#to = to;
    const take = (data: Buffer | null) => {
      this.#onTheWay.push({ dueAt: performance.now() + delayMs(), data });
      if (!this.#timer) this.#deliver();
    };
    from.on('data', take);
    from.on('end', () => take(null));
    to.on('drain', () => this.#isHeld || from.resume());
  }

  hold(): void {
    this.#isHeld = true;
    this.#from.pause();
  }

  resume(): void {
    this.#isHeld = false;
    this.#from.resume();
    this.#deliver();
  }

  #deliver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let next = this.#onTheWay[0]; next && !this.#isHeld; next = this.#onTheWay[0]) {
      const waitMs = next.dueAt - performance.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#deliver(), waitMs);
        return;
      }
      this.#onTheWay.shift();
      if (next.data === null) this.#to.end();
      else if (!this.#to.write(next.data)) this.#from.pause();
    }
  }
}
