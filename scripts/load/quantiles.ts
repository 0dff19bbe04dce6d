/** Plain arithmetic on samples. */

/** The smallest sample that a share of `part` of all samples does not exceed; `undefined` without samples. */
export function quantile(samples: number[], part: number): number | undefined {
	const sorted = [...samples].sort((one, other) => one - other);
	const at = Math.ceil(part * sorted.length) - 1;
	return sorted[Math.max(0, at)];
}

export interface Spread {
	median: number;
	p95: number;
	worst: number;
}

/** The middle, the high end and the worst of samples; `undefined` without samples. */
export function spreadOf(samples: number[]): Spread | undefined {
	const [median, p95, worst] = [0.5, 0.95, 1].map((part) => quantile(samples, part));
	return median === undefined || p95 === undefined || worst === undefined ? undefined : { median, p95, worst };
}

export function mean(samples: number[]): number {
	return samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length);
}
