import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, Template } from '../../load/template.ts';
import { keyOf } from '../../load/keys.ts';
import type { Wire } from '../../load/wire.ts';
import { Custodians, custodiansFor, holds, questionOf, type Shown } from '../custodians.ts';
import { REACH } from '../sender.ts';
import { sendingOf, Signer } from '../stock.ts';

const HEADS = { best: '0xbe57', finalized: '0xf1a1' };
const shown = (sequence: bigint): Shown => ({ patient: new Uint8Array(32).fill(1), sequence, holder: new Uint8Array(32).fill(2), secret: new Uint8Array(32).fill(3) });
const CALL = new Template(Uint8Array.from([...blank(0), ...blank(1, 8), ...blank(2), ...blank(3)]), [32, 8, 32, 32]);

/** An account's custodians at a node that answers as `answerAt` says and refuses for `refusal`, if that is given. */
function custodians(answerAt: (head: string) => string = () => '0x0001', refusal?: string) {
	const came: Uint8Array[] = [];
	const wire = {
		ask: async (_method: string, _question: string, _parameters: string, head: string) => answerAt(head),
		throwIn: async (transaction: Uint8Array, answered: (refused?: string) => void) => {
			came.push(transaction);
			answered(refusal);
		},
	} as unknown as Wire;
	const account = sendingOf(keyOf('custodian'));
	return { came, account, of: new Custodians(wire, new Signer({ genesis: new Uint8Array(32), specVersion: 1, transactionVersion: 1 }), 7, CALL, [account]) };
}

test('the question names the patient, the ticket, its holder, nobody else, and the custodian', () => {
	assert.equal(questionOf(shown(258n), 7), `0x${'01'.repeat(32)}0201000000000000${'02'.repeat(32)}0007000000`);
});

test('a ticket is an answer that is no fault', () => {
	assert.ok(holds('0x00ff'));
	assert.ok(!holds('0x0102'));
	assert.ok(!holds('0x'));
});

for (const head of ['best', 'finalized'] as const) {
	test(`a ticket that does not hold at the ${head} head is not redeemed`, async () => {
		const { came, of } = custodians((asked) => (asked === HEADS[head] ? '0x0100' : '0x0001'));
		await assert.rejects(of.redeem(shown(1n), HEADS, () => {}), { message: `A ticket does not hold at ${HEADS[head]}: the chain answers 0x0100.` });
		assert.deepEqual(came, []);
	});
}

test('an account has no more redemptions in the pool than it keeps, and goes on when a block holds one', async () => {
	const { came, account, of } = custodians();
	const all = Array.from({ length: REACH + 1 }, (_, index) => of.redeem(shown(BigInt(index)), HEADS, () => {}));
	await Promise.all(all.slice(0, REACH));
	assert.equal(came.length, REACH);
	of.release(account);
	await all.at(-1);
	assert.equal(came.length, REACH + 1);
	assert.equal(account.nonce, REACH + 1);
});

test('of either organization there are as many accounts as redemptions wait for eight seconds', () => {
	assert.equal(custodiansFor(200), 50);
	assert.equal(custodiansFor(1), 1);
});

test('a redemption that the pool refuses is told of', async () => {
	await assert.rejects(custodians(undefined, 'no room').of.redeem(shown(1n), HEADS, () => {}), { message: 'A redemption was refused: no room' });
});
