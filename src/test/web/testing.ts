/** The little that tests of pure modules need; `ModulesIT` runs them in Chromium, each as a test of its own. */

type Deed = () => void | Promise<void>;

const all: {name: string, deed: Deed}[] = [];

export function test(name: string, deed: Deed): void {
  all.push({name, deed});
}

export function equal(actual: unknown, expected: unknown): void {
  const [is, wanted] = [actual, expected].map(value => JSON.stringify(value, (_, part: unknown) => part === undefined ? "undefined" : part));
  if (is !== wanted) {
    throw new Error(`expected ${wanted}, but was ${is}`);
  }
}

export async function refuses<E>(deed: () => Promise<unknown>, kind: new (...args: any[]) => E): Promise<E> {
  try {
    await deed();
  } catch (error) {
    if (error instanceof kind) {
      return error;
    }
    throw error;
  }
  throw new Error(`expected ${kind.name}`);
}

/** Called from Java: what each test came to, null where all is well. */
async function runAll(): Promise<[name: string, fault: string | null][]> {
  const results: [string, string | null][] = [];
  for (const {name, deed} of all) {
    try {
      await deed();
      results.push([name, null]);
    } catch (error) {
      results.push([name, error instanceof Error ? error.stack ?? error.message : String(error)]);
    }
  }
  return results;
}

Object.assign(globalThis, {runAll});
