/** Registrations, and the id of a patient that an account registers, as the chain derives it. */
import { u8aConcat } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import type { Scene } from './scene.ts';

const TAG = new TextEncoder().encode('salus/patient/v1');

/** The salt that is used here for everybody. */
export const SALT = new Uint8Array(32).fill(1);

/** The first patient that `account` registers. */
export function firstPatientOf(account: Uint8Array, salt = SALT): Uint8Array {
	return blake2AsU8a(u8aConcat(TAG, account, new Uint8Array(4), salt));
}

/** A registration: the same for everybody, since the id depends on who signs. */
export function registration(scene: Scene, salt = SALT): Uint8Array {
	const key = { public: { suite: 'X25519', bytes: new Uint8Array(32).fill(9) }, card: new Uint8Array(32).fill(7) };
	return scene.call('patientIdentity', 'register', salt, key).method.toU8a();
}
