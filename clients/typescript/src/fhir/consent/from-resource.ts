/** What a Consent or a Bundle of Consents says, of either release. */
import { stateOf } from './chain-state.ts';
import { withoutCopies } from './copies.ts';
import { type Directive, isFromChain } from './directives.ts';
import { type BundledConsents, readBundle } from './entries.ts';
import { emptyValues } from './faults.ts';
import { readR4 } from './r4.ts';
import { readR5 } from './r5.ts';
import { Inexpressible, Reader } from './reader.ts';
import { readPatient } from './references.ts';
import { type Reading, Setting } from './setting.ts';
import type { ConsentState } from './state.ts';
import type { Release } from './systems.ts';

/** What a Bundle or a Consent says, in the words of the chain. */
export interface Imported {
	release: Release;
	chain: string;
	patient: string;
	directives: Directive[];
	/** What was left out, one sentence each. */
	notes: string[];
	/** The whole state, if the Bundle is an export of one. */
	state: ConsentState | undefined;
}

/** Reads a Bundle of Consents of one patient, or a single Consent, of either release. The numbers of `json` may be those of `parseJson`. */
export function fromResource(json: unknown, reading: Reading = {}): Imported {
	const root = new Reader('resource', json);
	const type = root.member('resourceType');
	if (type.value === 'Consent') return imported(new Reader('Consent', json), { consents: [new Reader('Consent', json)], notes: [], whose: undefined }, reading);
	type.expect('Bundle', ' or "Consent"');
	const bundle = new Reader('Bundle', json);
	return imported(bundle, readBundle(bundle), reading);
}

function imported(root: Reader, { consents, notes, whose }: BundledConsents, reading: Reading): Imported {
	const settings = consents.map((consent) => settingOf(consent, reading));
	const first = settings[0];
	const { chain, patient } = first ?? whose ?? root.refuse('it holds no Consent.');
	const release = first?.release ?? 'R4';
	settings.forEach((setting, index) => {
		if (setting.chain !== chain || setting.patient !== patient || setting.release !== release) {
			consents[index]?.refuse('a Bundle holds Consents of one patient on one chain, of one release of FHIR.');
		}
	});
	if (whose && (whose.chain !== chain || whose.patient !== patient)) root.refuse('its identifier names another patient than its Consents.');
	const directives = withoutCopies(consents.map((consent, index) => readConsent(consent, settings[index] as Setting)));
	const at = whose?.at;
	return {
		release, chain, patient, directives,
		notes: [...notes, ...settings.flatMap((setting) => setting.notes)],
		state: at !== undefined && directives.every(isFromChain) ? stateOf(chain, patient, at, directives) : undefined,
	};
}

/** Also in parts that are passed over: an empty value there tells of a program that may have lost others. */
function refuseEmptyValues(consent: Reader): void {
	const [fault] = emptyValues(consent.path, consent.value);
	if (fault) throw new Inexpressible(fault.path, fault.sentence);
}

/** R4 names whom a Consent is about `patient`, R5 `subject`. */
function settingOf(consent: Reader, reading: Reading): Setting {
	const patient = consent.maybe('patient');
	const subject = consent.maybe('subject');
	const whom = patient ?? subject;
	if (!whom || (patient && subject)) return consent.refuse('it must have a patient (R4) or a subject (R5).');
	const { chain, patient: id } = readPatient(whom, reading);
	if (reading.map && reading.map.chain !== chain) return whom.refuse('the map is of another chain than this patient.');
	return new Setting(patient ? 'R4' : 'R5', chain, id, reading);
}

function readConsent(consent: Reader, setting: Setting): Directive {
	const directive = setting.release === 'R4' ? readR4(consent, setting) : readR5(consent, setting);
	refuseEmptyValues(consent);
	return directive;
}
