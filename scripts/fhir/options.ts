/** Options that several commands have. */
import { Option } from 'commander';
import { RELEASES } from '@salus/client/fhir/consent';

export function releaseOption(): Option {
	return new Option('--release <release>', 'the release of FHIR').choices([...RELEASES]);
}
