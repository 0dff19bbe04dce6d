/** Several at a time, in order. */

/** What `work` gives for each item, in the items' order, with at most `limit` at work. The first failure ends it. */
export async function* concurrently<T, R>(
	items: AsyncIterable<T> | Iterable<T>, limit: number, work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
	const running: Promise<R>[] = [];
	for await (const item of items) {
		const result = work(item);
		// It is waited for in its turn; until then a failure is nobody's.
		result.catch(() => {});
		running.push(result);
		if (running.length >= limit) yield await (running.shift() as Promise<R>);
	}
	for (const result of running) yield await result;
}
