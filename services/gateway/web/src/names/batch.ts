/** Gathers what is asked for in one turn of the page into few calls: ids in, one call, each gets its own answer. */
export function batch<V>(fetchMany: (ids: string[]) => Promise<Map<string, V>>, most = 200): (id: string) => Promise<V | null> {
  interface Asked {
    id: string;
    resolve: (value: V | null) => void;
    reject: (reason: unknown) => void;
  }
  let waiting: Asked[] = [];

  async function ask(group: Asked[]) {
    try {
      const answers = await fetchMany([...new Set(group.map((asked) => asked.id))]);
      group.forEach((asked) => asked.resolve(answers.get(asked.id) ?? null));
    } catch (error) {
      group.forEach((asked) => asked.reject(error));
    }
  }

  function flush() {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += most) void ask(all.slice(from, from + most));
  }

  return (id) =>
    new Promise((resolve, reject) => {
      // A task, not a microtask: every component that renders in this turn gets to ask first.
      if (waiting.length === 0) setTimeout(flush, 0);
      waiting.push({ id, resolve, reject });
    });
}
