/** Tables in plain text. */

/** The first row is the header. */
export function table(rows: string[][]): string {
	const widths = widthsOf(rows);
	const [header, ...body] = rows as [string[], ...string[][]];
	return [aligned(header, widths), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map((row) => aligned(row, widths))].join('\n');
}

/** How wide the columns are. */
export function widthsOf(rows: string[][]): number[] {
	return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
}

/** A row in columns of these widths. */
export function aligned(row: string[], widths: number[]): string {
	return row.map((cell, column) => cell.padEnd(widths[column] as number)).join('  ').trimEnd();
}
