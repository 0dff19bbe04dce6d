/** What a program tells Prometheus. */

/** The labels of each series, by its name. */
export type Series = Map<string, Record<string, string>[]>;

export async function scrape(url: string): Promise<Series> {
	const response = await fetch(url);
	const series: Series = new Map();
	for (const line of (await response.text()).split('\n')) {
		const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/.exec(line);
		if (!found) continue;
		const [, name, labels = ''] = found as unknown as [string, string, string | undefined];
		series.set(name, [...(series.get(name) ?? []), Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label, value]))]);
	}
	return series;
}
