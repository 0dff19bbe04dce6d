/** A patient's consent as a Bundle of Consents, and back. */
import { directivesOf } from './chain-state.ts';
import { withCopies } from './copies.ts';
import { uuidOf } from './identifiers.ts';
import { type Element, LAST_DATE_TIME, dateTime } from './moments.ts';
import { writeR4 } from './r4.ts';
import { writeR5 } from './r5.ts';
import { Inexpressible } from './reader.ts';
import { Setting } from './setting.ts';
import type { ConsentState } from './state.ts';
import type { Release } from './systems.ts';

export { type Imported, fromResource } from './from-resource.ts';

/** The state as a Bundle: one Consent for each grant and each restriction. */
export function toBundle(state: ConsentState, release: Release): Element {
	const { chain, patient, at } = state;
	if (at > LAST_DATE_TIME) throw new Inexpressible('state.at', 'FHIR has no moments after the year 9999.');
	const setting = new Setting(release, chain, patient);
	const write = release === 'R4' ? writeR4 : writeR5;
	const identifier = { system: setting.names.state, value: patient };
	const entry = withCopies(directivesOf(state)).map((directive) => {
		const resource = write(directive, setting);
		return { fullUrl: `urn:uuid:${String(resource['id'])}`, resource };
	});
	return {
		resourceType: 'Bundle', id: uuidOf(identifier), identifier, type: 'collection', timestamp: dateTime(at),
		...(entry.length > 0 ? { entry } : {}),
	};
}
