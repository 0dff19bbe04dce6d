/** A patient's consent as a Bundle of Consents, and back. */
import { type Directive, directivesOf, isFromChain, stateOf } from './directives.ts';
import { Setting, readPatient, uuidOf } from './elements.ts';
import { type Element, LAST_DATE_TIME, dateTime, momentsOf } from './moments.ts';
import { readR4, writeR4 } from './r4.ts';
import { readR5, writeR5 } from './r5.ts';
import { Inexpressible, Reader } from './reader.ts';
import type { ConsentState } from './state.ts';
import { type Release, parseNamespace } from './systems.ts';

/** What a Bundle or a Consent says, in the words of the chain. */
export interface Imported {
	release: Release;
	chain: string;
	patient: string;
	directives: Directive[];
	/** The whole state, if the Bundle is an export of one. */
	state: ConsentState | undefined;
}

/** The state as a Bundle: one Consent for each grant and each restriction. */
export function toBundle(state: ConsentState, release: Release): Element {
	const { chain, patient, at } = state;
	if (at > LAST_DATE_TIME) throw new Inexpressible('state.at', 'FHIR has no moments after the year 9999.');
	const setting = new Setting(release, chain, patient);
	const write = release === 'R4' ? writeR4 : writeR5;
	const identifier = { system: setting.names.state, value: patient };
	const entry = directivesOf(state).map((directive) => {
		const resource = write(directive, setting);
		return { fullUrl: `urn:uuid:${String(resource['id'])}`, resource };
	});
	return {
		resourceType: 'Bundle', id: uuidOf(identifier), identifier, type: 'collection', timestamp: dateTime(at),
		...(entry.length > 0 ? { entry } : {}),
	};
}

/** Reads a Bundle of Consents of one patient, or a single Consent, of either release. */
export function fromResource(json: unknown): Imported {
	const root = new Reader('resource', json);
	const type = root.member('resourceType');
	if (type.value === 'Consent') {
		const consent = new Reader('Consent', json);
		const { release, setting } = settingOf(consent);
		const directives = [readConsent(consent, setting)];
		return { release, chain: setting.chain, patient: setting.patient, directives, state: undefined };
	}
	type.expect('Bundle', ' or "Consent"');
	return fromBundle(new Reader('Bundle', json));
}

function fromBundle(bundle: Reader): Imported {
	bundle.pass('resourceType', 'id', 'meta', 'type', 'link', 'total');
	const consents = bundle.items('entry').map((entry) => {
		const resource = entry.member('resource');
		resource.member('resourceType').expect('Consent', ': other resources are not for this chain');
		entry.pass('fullUrl', 'search', 'link').end();
		return resource;
	});
	const whose = readWhose(bundle.maybe('identifier'));
	const timestamp = bundle.maybe('timestamp');
	const at = timestamp && momentsOf(timestamp)[0];
	bundle.end();
	const settings = consents.map(settingOf);
	const first = settings[0];
	const { chain, patient } = first?.setting ?? whose ?? bundle.refuse('it holds no Consent.');
	const release = first?.release ?? 'R4';
	settings.forEach(({ setting, release: other }, index) => {
		if (setting.chain !== chain || setting.patient !== patient || other !== release) {
			consents[index]?.refuse('a Bundle holds Consents of one patient on one chain, of one release of FHIR.');
		}
	});
	if (whose && (whose.chain !== chain || whose.patient !== patient)) bundle.refuse('its identifier names another patient than its Consents.');
	const directives = consents.map((consent, index) => readConsent(consent, (settings[index] as { setting: Setting }).setting));
	const isState = whose !== undefined && at !== undefined && directives.every(isFromChain);
	return { release, chain, patient, directives, state: isState ? stateOf(chain, patient, at, directives) : undefined };
}

function readWhose(identifier: Reader | undefined): { chain: string; patient: string } | undefined {
	const system = identifier?.maybe('system');
	const namespace = parseNamespace(String(system?.value ?? ''));
	if (!identifier || namespace?.what !== 'consent-state') return undefined;
	return { chain: namespace.chain, patient: identifier.member('value').bytes32() };
}

/** R4 names whom a Consent is about `patient`, R5 `subject`. */
function settingOf(consent: Reader): { release: Release; setting: Setting } {
	const patient = consent.maybe('patient');
	const subject = consent.maybe('subject');
	const whom = patient ?? subject;
	if (!whom || (patient && subject)) return consent.refuse('it must have a patient (R4) or a subject (R5).');
	const release = patient ? 'R4' : 'R5';
	const { chain, patient: id } = readPatient(whom);
	return { release, setting: new Setting(release, chain, id) };
}

function readConsent(consent: Reader, setting: Setting): Directive {
	return setting.release === 'R4' ? readR4(consent, setting) : readR5(consent, setting);
}
