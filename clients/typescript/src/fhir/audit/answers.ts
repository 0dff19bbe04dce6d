/** What came of an attempt: an entity for each outcome, which names the consent that was consulted and what it was about. */
import type { AnswerOf, Basis, Denial, Outcome } from '../../chain/generated/told.ts';
import type { Element } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { reference } from '../consent/setting.ts';
import { CONSENT, type Field, type Given, fieldExtension, objectRole } from './fields.ts';
import { type AuditSetting, extensionUrl, numberIn } from './names.ts';
import { coded, denial, extension, numberOfSubject, ofSubject, target, valueIn } from './values.ts';

const DOMAIN_RESOURCE = objectRole('4');

const basisKind = coded<keyof Basis>('basis', { patient: 0, representative: 0, device: 0, author: 0, grant: 0, policy: 0, emergency: 0 });
const reason = denial<keyof Denial>('denial', {
	notPermitted: 0, unknownOrClosedPatient: 0, unknownRecord: 0, notPractising: 0, refused: 0, notGranted: 0, withheld: 0,
});

/** What was consulted: the grant, the policy or the session that permits; otherwise all that stands of the patient's consent. */
function consulted(basis: Basis | undefined, setting: AuditSetting): Element {
	const { names, subject } = setting;
	if (basis?.grant !== undefined) return reference('Consent', names.consent.grant, ofSubject(basis.grant, setting));
	if (basis?.policy !== undefined) return reference(undefined, names.policy, String(basis.policy));
	if (basis?.emergency !== undefined) return reference(undefined, names.session, String(basis.emergency));
	return reference('Consent', names.state, subject ?? 'unknown');
}

function writeBasis(basis: Basis, setting: AuditSetting): Element {
	return extension('basis', basisKind.write(Object.keys(basis)[0] as keyof Basis, setting));
}

function readBasis(entity: Reader, setting: AuditSetting): Basis {
	const kind = basisKind.read(ofEntity(entity, 'basis') ?? entity.refuse('it does not say on what ground.'), setting);
	const number = (system: string) => {
		const value = valueIn(entity.member('what'), system);
		return numberIn(value, value.text(), 0xffff_ffffn);
	};
	switch (kind) {
		case 'grant': return { grant: numberOfSubject(valueIn(entity.member('what'), setting.names.consent.grant), setting) };
		case 'policy': return { policy: number(setting.names.policy) };
		case 'emergency': return { emergency: number(setting.names.session) };
		default: return { [kind]: null } as unknown as Basis;
	}
}

/** The extension of an entity by its name. */
function ofEntity(entity: Reader, name: string): Reader | undefined {
	return allOfEntity(entity, name)[0];
}

function allOfEntity(entity: Reader, name: string): Reader[] {
	return entity.items('extension').filter((item) => item.member('url').value === extensionUrl(name));
}

/** What permitted something. */
export const basis: Field<Basis> = {
	write: (into, name, told, setting) => {
		into.entities.push({ extension: [fieldExtension(name), writeBasis(told, setting)], what: consulted(told, setting), type: CONSENT, role: DOMAIN_RESOURCE });
	},
	read: (given, name, setting) => readBasis(given.entity(name), setting),
};

/** IHE's profile knows no entities but the patient, Consents and a token: so the records stand with the consent that was consulted about them. */
export const answers: Field<AnswerOf[]> = {
	write: (into, name, told, setting) => {
		for (const { outcome, targets } of told) {
			const why = outcome.permitted === undefined
				? extension('denial', reason.write(outcome.denied as object, setting))
				: writeBasis(outcome.permitted, setting);
			into.entities.push({
				extension: [fieldExtension(name), why, ...targets.map((item) => extension('target', target.write(item, setting)))],
				what: consulted(outcome.permitted, setting), type: CONSENT, role: DOMAIN_RESOURCE,
			});
		}
	},
	read: (given: Given, name, setting) => given.entities(name).map((entity) => ({
		outcome: readOutcome(entity, setting),
		targets: allOfEntity(entity, 'target').map((item) => target.read(item, setting)),
	})),
};

function readOutcome(entity: Reader, setting: AuditSetting): Outcome {
	const denied = ofEntity(entity, 'denial');
	return denied ? { denied: reason.read(denied, setting) as Denial } : { permitted: readBasis(entity, setting) };
}

/** The outcome of an attempt in words. */
export function outcomeText(told: AnswerOf[]): string {
	return told.map(({ outcome, targets }) => {
		const count = targets.length === 1 ? '1 target' : `${targets.length} targets`;
		const [name, why] = Object.entries(outcome.permitted ?? outcome.denied ?? {})[0] ?? [];
		const words = String(name).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
		const standing = typeof why === 'string' ? ` (${why.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase()})` : '';
		return `${outcome.permitted === undefined ? 'Denied' : 'Permitted'}: ${count}, ${words}${outcome.permitted === undefined ? standing : ''}.`;
	}).join(' ');
}
