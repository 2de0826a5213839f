/** So many clients at once take one piece of work after the other until none is left. */
export async function inParallel<T>(
  items: readonly T[],
  clients: number,
  work: (item: T, client: number) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async (client: number) => {
    for (const item of queue) await work(item, client);
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => lane(client)));
}
