/** What docs/tutorial.md tells its reader to do. */

/** `file`: write it. `run`: type it. `start`: type it, and let it run. `shown`: what the command before prints. */
export type Step = { kind: 'file'; path: string; text: string } | { kind: 'run' | 'start' | 'shown'; text: string };

const BLOCK = /(?:^\*\*`(?<path>[^`]+)`\*\*\n\n)?^```(?<language>\w*)(?<mark>.*)\n(?<text>[\s\S]*?)^```$/gm;

/**
 * The steps of `page`, in its order: a block under a line with a file's name is that file; `sh` is typed, and `text` is what that prints. A block of
 * another language is for readers alone.
 */
export function stepsOf(page: string): Step[] {
	return [...page.matchAll(BLOCK)].flatMap(({ groups }): Step[] => {
		const { path, language, mark, text = '' } = groups ?? {};
		if (path !== undefined) return [{ kind: 'file', path, text }];
		if (language === 'sh') return [{ kind: mark?.trim() === 'background' ? 'start' : 'run', text }];
		return language === 'text' ? [{ kind: 'shown', text }] : [];
	});
}

/** Whether `printed` is what the page shows, of which `…` stands for anything within a line. */
export function isShown(printed: string, shown: string): boolean {
	const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	return new RegExp(`^${shown.trim().split('…').map(literal).join('.*')}$`).test(printed.trim());
}
