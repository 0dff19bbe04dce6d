/** The commands of `scripts/fhir.sh`. Their help is also kept as text, in `help/`, which the script shows without Node. */
import { Command } from 'commander';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { validateCommand } from './validate.ts';

/** The width of the texts in `help/`. */
const HELP_WIDTH = 100;

export function program(): Command {
	const root = new Command('fhir.sh')
		.description('Turns a patient\'s consent on a Salus chain into FHIR Consent resources, and back, and audit trails into AuditEvents. See docs/fhir-mapping.md.')
		.configureHelp({ helpWidth: HELP_WIDTH })
		.addHelpText('after', '\nWith DEBUG=1 in the environment, errors come with their stack.');
	for (const command of [exportCommand(), importCommand(), validateCommand()]) root.addCommand(command.configureHelp({ helpWidth: HELP_WIDTH }));
	return root;
}
