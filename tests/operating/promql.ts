/** What an expression of PromQL asks for. */
import { parser } from '@prometheus-io/lezer-promql';

/** A series, by its name and those labels whose values are named. */
export interface Selector {
	name: string;
	labels: Record<string, string>;
}

/** The selectors of an expression; throws if it is none. */
export function selectorsOf(expression: string): Selector[] {
	const found: Selector[] = [];
	let matcher: { label: string; exact: boolean } | undefined;
	parser.parse(expression).iterate({
		enter: ({ type, from, to }) => {
			const text = expression.slice(from, to);
			if (type.isError) throw new Error(`${expression}: PromQL does not know what to do with "${text}" at ${from}`);
			if (type.name === 'VectorSelector') found.push({ name: '', labels: {} });
			const selector = found.at(-1);
			if (type.name === 'Identifier' && selector) selector.name = text;
			if (type.name === 'LabelName') matcher = { label: text, exact: false };
			if (type.name === 'EqlSingle' && matcher) matcher.exact = true;
			if (type.name === 'StringLiteral' && matcher?.exact && selector) {
				selector.labels[matcher.label] = text.slice(1, -1);
				matcher = undefined;
			}
		},
	});
	return found;
}
