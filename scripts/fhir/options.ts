/** Options that several commands have. */
import { Option } from 'commander';
import { InputError } from '@salus/client/errors';
import { RELEASES } from '@salus/client/fhir/consent';

export function releaseOption(): Option {
	return new Option('--release <release>', 'the release of FHIR').choices([...RELEASES]);
}

/** Refuses options that are no 32 bytes; those that are not there are passed over. */
export function checkBytes(options: Record<string, string | undefined>): void {
	for (const [option, hash] of Object.entries(options)) {
		if (hash !== undefined && !/^0x[0-9a-f]{64}$/i.test(hash)) throw new InputError('input.options', `--${option} takes 32 bytes in hexadecimal, such as 0x02ab…`);
	}
}
