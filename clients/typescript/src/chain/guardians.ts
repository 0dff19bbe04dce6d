/** Guardians, who together can give a patient back to a person that lost the key, or freeze what a thief does with it. */
import { assertLength, concatBytes, u32le, utf8ToBytes } from '../format/bytes.ts';
import { blake2b256 } from '../format/commitment.ts';
import { InputError } from '../errors.ts';

const TAG = utf8ToBytes('salus/guardian/1');
const PERSON = Uint8Array.of(0);
const INSTITUTION = Uint8Array.of(1);
const MAX_GUARDIANS = 8;

/** A person by account, or an accredited organization by number. */
export type Guardian = { Person: Uint8Array } | { Institution: number };

/** Who the guardians are, and how many of them it takes: a secret of the patient and theirs until it is used. */
export interface GuardianSet {
	/** At least two. */
	threshold: number;
	/** In the order of `sortGuardians`. */
	members: Guardian[];
	/** 32 random bytes, without which nobody can try whether somebody is a guardian. */
	salt: Uint8Array;
}

/** In the order that the chain wants: persons by account, then institutions by number. */
export function sortGuardians(guardians: Guardian[]): Guardian[] {
	return [...guardians].sort((a, b) => {
		if ('Person' in a) return 'Person' in b ? compareBytes(a.Person, b.Person) : -1;
		return 'Person' in b ? 1 : a.Institution - b.Institution;
	});
}

/** What stands on the chain instead of a patient's guardians. */
export function guardianCommitment(patient: Uint8Array, { threshold, members, salt }: GuardianSet): Uint8Array {
	assertLength(patient, 32, 'a patient id');
	assertLength(salt, 32, 'a salt');
	if (members.length > MAX_GUARDIANS) throw new InputError('guardians.too-many', `A patient has ${MAX_GUARDIANS} guardians at most.`);
	if (threshold < 2 || threshold > members.length) throw new InputError('guardians.threshold', 'It takes two guardians at least, and no more than there are.');
	const length = Uint8Array.of(members.length << 2);
	return blake2b256(concatBytes(TAG, patient, Uint8Array.of(threshold), length, ...members.map(encode), salt));
}

function encode(guardian: Guardian): Uint8Array {
	if ('Institution' in guardian) return concatBytes(INSTITUTION, u32le(guardian.Institution));
	assertLength(guardian.Person, 32, 'an account');
	return concatBytes(PERSON, guardian.Person);
}

/** By the first byte that differs. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const index = a.findIndex((byte, position) => byte !== b[position]);
	return index < 0 ? 0 : (a[index] as number) - (b[index] as number);
}
