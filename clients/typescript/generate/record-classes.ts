/** The class numbers of FHIR resource types, from `docs/record-classes.json`. */
import { readFileSync } from 'node:fs';
import { constantFile, inRepository, writeGenerated } from './write.ts';

const { classes } = JSON.parse(readFileSync(inRepository('docs/record-classes.json'), 'utf8')) as { classes: Record<string, number> };

writeGenerated(
	'clients/typescript/src/format/generated/record-classes.ts',
	constantFile('Class numbers of FHIR resource types, written from `docs/record-classes.json` by `npm run generate`.', 'RECORD_CLASSES', 'Readonly<Record<string, number>>', classes),
);
