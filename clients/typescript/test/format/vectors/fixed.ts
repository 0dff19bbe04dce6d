/** What all vectors are made of: no secrets, easily recognized. */
import { bytesToHex, hexToBytes } from '../../../src/format/bytes.ts';
import { classOf } from '../../../src/format/classes.ts';
import { type Suite, randomnessLength } from '../../../src/format/suites.ts';

export const hex = bytesToHex;

/** Bytes that count up from `first`. */
export const counting = (first: number, length = 32) => Uint8Array.from({ length }, (_, i) => (first + i) & 0xff);
/** What fixes an encapsulation. */
export const ekm = (suite: Suite, first: number) => counting(first, randomnessLength(suite));

export const PATIENT = counting(0x10);
export const GENESIS = counting(0x20);
export const ROOT = counting(0x30);
export const LATER_ROOT = counting(0x38);
export const HOSPITAL_SALT = counting(0x40);
export const GRANTEE_ACCOUNT = counting(0x50);
export const SIGNER_SEED = counting(0x60);
export const REQUEST_NONCE = counting(0x68);
export const TICKET_SECRET = counting(0x78);
export const PSEUDONYM = counting(0x58);
export const EPOCH = 2;
export const ORGANIZATION = 1;
export const CUSTODIAN = 7;
export const SEQUENCE = 41;
/** 2026-01-02 03:04:05.678 UTC. */
export const TIME = 1_767_323_045_678;
export const OBSERVATION = classOf('Observation') as number;
export const CONDITION = classOf('Condition') as number;
export const LABEL = 0x8000;

// Shares are random, so that these, made once by the library, stand here: 2 of 3 and 3 of 5 of `counting(1)` and
// `counting(2)`, and 2 of 3 of the key of the key ring and of the emergency ring.
export const TWO_OF_THREE = [
	'564e034c4b9364a2c3690fad72fb2e9f5a47705715d4d152480888bf15d0c9fe3a',
	'54ec03612323f72974fa808c61775fead88fe3d01566ecb50fc87d5410e8fecceb',
	'a4d703967e29ec1e0de14c6d283356187a19f8f1159cda2455b3ddd3935dd56429',
].map(hexToBytes);
export const THREE_OF_FIVE = [
	'2285c9758098c3ad104a5f47e66c697ea57b27b926922846683266b5597c0b2f54',
	'f6fe12fb509ff432ba3364f6742d5edcb5230fc79f802959dca2a3f9c749465327',
	'f986a4420cbc6b06601f83d340a9e4fb45fbf2a5275e8b30aa0b9f6afec6fc61a9',
	'e5297ecbbb97ff9419de04b694c7619513b03e854ec451a96abfe52ab3c783c6d0',
	'c495271c183eb642dc3628b23ac0268a6590221b3cace9c376f44dc08c93658d89',
].map(hexToBytes);
export const GUARDIANS = [
	'76450de41c034036e25ea8062ab85ee95b9adafe5cfe9b792ee64937996bafcdc7',
	'947fbf89adcdc85c416707b450212e940e057f8075caef1c2b4688a6b4423096d0',
	'53d83d9e4639edbea2a95b36f465e7c5f0934eb8fd9cba2890ccaac1a0caa69963',
].map(hexToBytes);
export const EMERGENCY = [
	'f7b1d2b4bd0db0eedf151687f5cce6b211b7b9ee55326abc3dc2d87305b21b1cb6',
	'adb0e9c2ad495fd993969557c26ecbed44db081ea49f5b853a42ca8546d29ffe95',
	'a01177e5532ee98a8bdfdccd916140f37c24016378a5e34270f36d136be09c248a',
].map(hexToBytes);

export function keysOf({ publicKey, privateKey }: { publicKey: Uint8Array; privateKey: Uint8Array }) {
	return { publicKey: hex(publicKey), privateKey: hex(privateKey) };
}
