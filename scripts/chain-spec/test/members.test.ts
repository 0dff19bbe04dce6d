import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady, encodeAddress } from '@polkadot/util-crypto';
import { genesisOf } from '../genesis.ts';
import { readMembers } from '../members.ts';

const EXAMPLE = readFileSync(new URL('../members.toml', import.meta.url), 'utf8');

/** An address that nobody knows, another one for each number, as on any Substrate chain. */
function address(number: number, prefix = 42): string {
	return encodeAddress(Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? number : index * 7)), prefix);
}

/** A file of members as it should be, with some of it replaced. */
function file(changes: Record<string, string> = {}): string {
	const list = (from: number, count: number) => `[${Array.from({ length: count }, (_, index) => `"${address(from + index)}"`).join(', ')}]`;
	const lines = {
		council: `council = ${list(1, 4)}`,
		technical: `technical = ${list(1, 2)}`,
		registrar: `registrar = ${list(11, 1)}`,
		licensing: `licensing = ${list(12, 1)}`,
		chain: '[chain]\nname = "Hospitals"\nid = "hospitals"\nbalance = 100',
		validators: [20, 23, 26, 29].map((from) => `[[validators]]\naccount = "${address(from)}"\naura = "${address(from + 1)}"\ngrandpa = "${address(from + 2)}"`).join('\n'),
		organizations: `[[organizations]]\nkind = "Hospital"\nadmin = "${address(1)}"`,
		...changes,
	};
	return Object.values(lines).join('\n');
}

describe('A file of members', () => {
	before(cryptoWaitReady);

	test('becomes a genesis in which everybody who has to pay can', () => {
		const genesis = genesisOf(readMembers(file())) as Record<string, Record<string, unknown[]>>;
		assert.deepEqual(genesis['council']?.['members'], [1, 2, 3, 4].map((number) => address(number)));
		assert.deepEqual(genesis['validatorSet']?.['validators'], [20, 23, 26, 29].map((number) => address(number)));
		assert.deepEqual(genesis['session']?.['keys']?.[0], [address(20), address(20), { aura: address(21), grandpa: address(22) }]);
		assert.deepEqual(genesis['balances']?.['balances'], [1, 2, 3, 4, 11, 12, 20, 23, 26, 29].map((number) => [address(number), 100_000_000_000_000]));
		assert.equal(genesis['sudo'], undefined);
	});

	test('may name accounts as the chain does', () => {
		const technical = `technical = ["${address(1, 1993)}"]`;
		assert.deepEqual(readMembers(file({ technical })).technical, [address(1)]);
	});

	test('is told what stands where something is missing', () => {
		assert.throws(() => readMembers(file({ council: 'councill = []' })), { code: 'members.missing', message: /^council is missing\. What is there: councill, technical/ });
	});

	test('is refused where everybody knows a key', () => {
		assert.throws(() => readMembers(EXAMPLE), { code: 'members.well-known' });
		const known = [
			new Keyring({ type: 'sr25519' }).addFromUri('//Bob//stash'), new Keyring({ type: 'ed25519' }).addFromUri('//Alice'),
			new Keyring({ type: 'sr25519' }).addFromUri('bottom drive obey lake curtain smoke basket hold race lonely fit walk'),
		];
		const addresses = [...known.map(({ address: text }) => text), encodeAddress(new Uint8Array(32), 42)];
		for (const text of addresses) {
			assert.throws(() => readMembers(file({ licensing: `licensing = ["${text}"]` })), { code: 'members.well-known' }, text);
		}
	});

	const broken: [string, Record<string, string>, string][] = [
		['without a council', { council: '' }, 'members.missing'],
		['with a council of two', { council: `council = ["${address(1)}", "${address(2)}"]` }, 'members.too-few'],
		['without anybody in an office', { registrar: 'registrar = []' }, 'members.too-few'],
		['with three validators', { validators: [20, 23, 26].map((from) => `[[validators]]\naccount = "${address(from)}"\naura = "${address(from + 1)}"\ngrandpa = "${address(from + 2)}"`).join('\n') }, 'members.too-few'],
		['with one member twice', { council: `council = ["${address(1)}", "${address(2)}", "${address(1)}"]` }, 'members.twice'],
		['with one member twice in two formats', { council: `council = ["${address(1)}", "${address(2)}", "${address(1, 1993)}"]` }, 'members.twice'],
		['with an office that is a member of the council', { registrar: `registrar = ["${address(1)}"]` }, 'members.office'],
		['with one account in two offices', { licensing: `licensing = ["${address(11)}"]` }, 'members.office'],
		['with an account that makes blocks itself', { validators: [20, 23, 26, 29].map((from) => `[[validators]]\naccount = "${address(from)}"\naura = "${address(from)}"\ngrandpa = "${address(from + 2)}"`).join('\n') }, 'members.twice'],
		['with a larger council than there is room for', { council: `council = [${Array.from({ length: 33 }, (_, index) => `"${address(100 + index)}"`).join(', ')}]` }, 'members.too-many'],
		['with something misspelt', { technical: `technical = ["${address(1)}"]\nregistrars = []` }, 'members.unknown'],
		['with something misspelt in a table', { chain: '[chain]\nname = "Hospitals"\nid = "hospitals"\nbalance = 100\nsudo = "x"' }, 'members.unknown'],
		['with an address of another chain', { technical: `technical = ["${address(1, 0)}"]` }, 'members.account'],
		['with a misspelt address', { technical: `technical = ["${address(1).slice(0, -1)}x"]` }, 'members.account'],
		['with a hexadecimal key', { technical: `technical = ["0x${'11'.repeat(32)}"]` }, 'members.account'],
		['with a kind of organization that there is not', { organizations: `[[organizations]]\nkind = "School"\nadmin = "${address(1)}"` }, 'members.form'],
		['without coins', { chain: '[chain]\nname = "Hospitals"\nid = "hospitals"\nbalance = 0' }, 'members.form'],
		['that is no TOML', { chain: '[chain' }, 'members.not-toml'],
	];
	for (const [what, changes, code] of broken) {
		test(`is refused ${what}`, () => assert.throws(() => readMembers(file(changes)), { name: 'InputError', code }));
	}
});
