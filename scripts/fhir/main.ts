/** FHIR Consents of a patient's consent on the chain, and back. Started by `scripts/fhir.sh`. */
import { silencePolkadot } from '../quiet.ts';
import { program } from './program.ts';

silencePolkadot();
try {
	await program().parseAsync();
} catch (error) {
	process.exitCode = 1;
	console.error(error instanceof Error ? error.message : String(error));
	if (process.env['DEBUG'] && error instanceof Error) console.error(error.stack);
}
