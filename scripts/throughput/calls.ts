/** The calls that are measured, encoded once, with blanks for what changes. */
import { blank, Template } from '../load/template.ts';
import type { Scene } from '../load/scene.ts';

/** `Access` and `Collect`. */
const READ_AND_ADD = 0b11;
const TREATMENT = 1;
const OBSERVATION = 100;
/** A month, as records' content needs one. */
const A_MONTH = { from: 1_500, until: 1_501 };
const CLASS = { Class: { class: OBSERVATION, content: null } };
const NO_CLAIM = new Uint8Array(16);
/** How long what is filled in is, where it is no account, patient or hash. */
const [PATIENT, SEQUENCE, ACCOUNT, SECRET, CLAIM] = [32, 8, 32, 32, 16];
/** The most that a request names. */
export const MOST_TARGETS = 64;

const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;

/** Encodes calls for a chain. */
export class Calls {
	readonly #scene: Scene;

	constructor(scene: Scene) {
		this.#scene = scene;
	}

	#template(section: string, method: string, args: unknown[], blanks: number | number[] = 1): Template {
		return new Template(this.#scene.call(section, method, ...args).method.toU8a(), blanks);
	}

	/** A request of a practitioner of `organization` for one class of the patient who is filled in. */
	request(organization: number): Template {
		return this.#template('auditLog', 'requestAccess', [hex(blank()), ...questionOf(organization), NO_CLAIM]);
	}

	/** The same with the claim that is filled in after the patient. */
	requestWithClaim(organization: number): Template {
		return this.#template('auditLog', 'requestAccess', [hex(blank()), ...questionOf(organization), hex(blank(1, CLAIM))], [PATIENT, CLAIM]);
	}

	/** The redemption of a ticket that such a request got; what is filled in: patient, sequence, holder, secret. */
	redeem(custodian: number): Template {
		const [patient, sequence, holder, secret] = [hex(blank()), blank(1, SEQUENCE), hex(blank(2)), hex(blank(3))];
		return this.#template(
			'auditLog', 'redeemTicket', [patient, Buffer.from(sequence).readBigUInt64LE(), holder, null, custodian, secret, [CLASS]], [PATIENT, SEQUENCE, ACCOUNT, SECRET],
		);
	}

	/** The same for so many classes. */
	requestMany(organization: number, count: number): Template {
		const targets = Array.from({ length: count }, (_, index) => ({ Class: { class: index, content: null } }));
		return this.#template('auditLog', 'requestAccessToMany', [
			hex(blank()), targets, 'Access', 'Treatment', { Practitioner: { organization } }, organization, null, NO_CLAIM, null,
		]);
	}

	/** The smallest transfer that there is, to the account that is filled in. */
	transfer(): Template {
		return this.#template('balances', 'transferKeepAlive', [blank(), 1]);
	}

	/** A grant of the patient who is filled in: the people of `organization` read and add all records. */
	grantAll(organization: number): Template {
		return this.#grant(organization, 'All');
	}

	/** A grant of one class. */
	grantClass(organization: number, recordClass: number): Template {
		return this.#grant(organization, { Classes: [recordClass] });
	}

	#grant(organization: number, scope: unknown): Template {
		const provision = { grantee: 'Organization', scope, content: null, actions: READ_AND_ADD, purposes: TREATMENT, period: { from: 0, until: null } };
		return this.#template('consent', 'grant', [hex(blank()), organization, provision, null, null]);
	}

	revoke(grant: number): Template {
		return this.#template('consent', 'revoke', [hex(blank()), grant]);
	}

	/** Records of the patient who is filled in, under the root that is. */
	anchor(organization: number): Template {
		const batch = { class: OBSERVATION, root: blank(1), leaves: 1, content: A_MONTH, custodian: organization, keyEpoch: null };
		return this.#template('recordAnchor', 'anchor', [hex(blank()), batch, 'Treatment', { Practitioner: { organization } }], 2);
	}

	attest(organization: number): Template {
		return this.#template('patientIdentity', 'attestIdentity', [hex(blank()), { Practitioner: { organization } }, 'Level3']);
	}
}

/** What a practitioner of `organization` asks about a patient, of whose records that organization is the custodian. */
function questionOf(organization: number): unknown[] {
	return [CLASS, 'Access', 'Treatment', { Practitioner: { organization } }, organization, null];
}
