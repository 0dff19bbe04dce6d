/** FHIR Consents of a patient's consent on the chain, and back. Started by `scripts/fhir.sh`. */
import { InputError } from '@salus/client/errors';
import { printable } from '@salus/client/fhir/source';
import { silencePolkadot } from '../quiet.ts';
import { endQuietly } from './output.ts';
import { program } from './program.ts';

silencePolkadot();
endQuietly();
try {
	await program().parseAsync();
} catch (error) {
	process.exitCode = 1;
	if (error instanceof InputError) console.error(printable(error.message));
	else console.error(error instanceof Error ? error.message : String(error));
	if (process.env['DEBUG'] && error instanceof Error) console.error(error.stack);
}
