/** Reads standard input and says how many resources it held, or why it was refused. */
import { readRecords } from '../../../src/fhir/records/index.ts';

await readRecords('-').then(
	({ resources, source }) => console.log(`${resources.length} of ${source}`),
	(error: Error) => console.log(error.message),
);
