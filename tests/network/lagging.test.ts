/** Two of four validators make blocks and do not vote, so that finality falls a hundred blocks behind. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { addressEq } from '@polkadot/util-crypto';
import { type Chain, numberIn, type Receipt, relay, signMetaTransaction, type Transaction } from '@salus/client/chain';
import { grant, liveGrants, revoke } from '@salus/client/consent';
import { Four } from './four.ts';
import { connectTo, HOSPITAL, newAccount, PROVISION, registrationOf, Traffic } from './traffic.ts';

/** How many blocks finality is to be behind. */
const BEHIND = 100;

describe('Finality that is a hundred blocks behind', { timeout: 900_000 }, () => {
	let four: Four;
	before(async () => {
		four = await Four.start();
		await four.agree(1);
	});
	after(Four.end);

	test('keeps no patient from revoking, nor from acting through somebody else', async (t) => {
		const [first, second, third, fourth] = four.all;
		const [traffic, chain] = await Promise.all([Traffic.through(first, second), connectTo(first)]);
		const [account, bob] = [newAccount(), new Keyring({ type: 'sr25519' }).addFromUri('//Bob')];
		const { id, call } = await registrationOf(chain, account);
		await chain.send(call, account);
		for (let number = 0; number < 3; number++) await chain.send(grant(chain, HOSPITAL, { patient: id, provision: PROVISION }), account);

		await four.kill(third, fourth);
		const giveBack = [third, fourth].map((validator) => four.withholdVotes(validator));
		for (const validator of [third, fourth]) four.begin(validator);
		const [final] = await four.haltedAt([first]);
		await four.untilBest(first, (final as number) + BEHIND);

		// By stock polkadot.js, as a wallet does.
		const era = await signAndSend(chain, revoke(chain, id, 0), account);
		assert.ok(era > (final as number), `its time began at block ${era}`);
		// Through a physician, on the hospital's budget.
		const relayed: Receipt[] = [];
		for (const sent of [revoke(chain, id, 1), grant(chain, HOSPITAL, { patient: id, provision: PROVISION })]) {
			relayed.push(await relay(chain, await signMetaTransaction(chain, sent, account), bob, { budgetOf: HOSPITAL }));
		}
		const newcomer = newAccount();
		const registration = await registrationOf(chain, newcomer);
		relayed.push(await relay(chain, await signMetaTransaction(chain, registration.call, newcomer), bob, { budgetOf: HOSPITAL }));
		const left = [2, numberIn(relayed[1] as Receipt, 'consent', 'Granted', 'grant')];
		assert.deepEqual(await numbersOfGrants(chain, id), left);
		assert.equal((await four.standing(first)).final, final);

		const { best } = await four.standing(first);
		await four.kill(third, fourth);
		for (const give of giveBack) give();
		for (const validator of [third, fourth]) four.begin(validator);
		await four.agree(best);
		const { finalized } = await chain.heads();
		assert.deepEqual(await numbersOfGrants(chain, id, finalized), left);
		assert.equal((await chain.ask('patientIdentityApi', 'patient', [registration.id], finalized)).isEmpty, false);
		t.diagnostic(`${best - (final as number)} blocks became final together; ${await traffic.accountedFor()}`);
	});
});

/** Signs and sends with what polkadot.js takes by itself; resolves when a block holds it, with the number of the block that its time begins at. */
async function signAndSend(chain: Chain, transaction: Transaction, account: ReturnType<typeof newAccount>): Promise<number> {
	const block = await new Promise<string>((resolve, reject) => {
		transaction.signAndSend(account, ({ status, dispatchError }) => {
			if (dispatchError) reject(new Error(dispatchError.toString()));
			else if (status.isInBlock) resolve(status.asInBlock.toHex());
			else if (status.isInvalid || status.isDropped || status.isUsurped) reject(new Error(status.type));
		}).catch(reject);
	});
	const { block: { header, extrinsics } } = await chain.api.rpc.chain.getBlock(block);
	const signed = extrinsics.find(({ signer }) => addressEq(signer.toString(), account.address));
	return signed?.era.asMortalEra.birth(header.number.toNumber()) ?? assert.fail(`block ${header.number} does not hold it`);
}

async function numbersOfGrants(chain: Chain, id: Uint8Array, block?: string): Promise<number[]> {
	return (await liveGrants(chain, id, block)).map(([, { id: number }]) => number).sort((one, other) => one - other);
}
