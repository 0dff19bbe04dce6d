/** The command line of the demo. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';

export interface Options {
	bundle?: string[];
	report?: string;
	trail?: string;
	url?: string;
	includeUnattributed?: boolean;
	keep?: boolean;
}

/** The text that `--help` prints. A file, so that the script can print it before any package is installed. */
const HELP = new URL('help.txt', import.meta.url);

export function program(): Command {
	const command = new Command('demo.sh')
		.option('--bundle <file>', '', (value: string, previous: string[] = []) => [...previous, value])
		.option('--include-unattributed', '')
		.option('--report <file>', '')
		.option('--trail <file>', '')
		.option('--url <url>', '')
		.option('--keep', '')
		.allowExcessArguments(false);
	command.helpInformation = () => readFileSync(HELP, 'utf8');
	return command;
}
