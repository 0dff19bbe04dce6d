/** Motions of the council that the preset `local_testnet` has: its members propose, vote and close, each by a transaction of its own. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Chain, eventIn, expectInner, numberIn, type Receipt, type Transaction } from '@salus/client/chain';

/** All three of the council: fewer are not three quarters. */
function council(): [KeyringPair, KeyringPair, KeyringPair] {
	const keyring = new Keyring({ type: 'sr25519' });
	const member = (name: string) => keyring.addFromUri(`//${name}`);
	return [member('Alice'), member('Dave'), member('Ferdie')];
}

/** A motion on which all have voted: it does what it is for when it is closed. */
export interface Motion {
	/** Resolves when a block holds that it was done, with what was done there. */
	close(): Promise<Receipt>;
}

/** Lets the council decide on `call`. Resolves when a block holds that it was done, with what was done there. */
export async function decide(chain: Chain, call: Transaction): Promise<Receipt> {
	const motion = await voteOn(chain, call);
	return motion.close();
}

/** Lets the council propose `call` and approve of it. It is done when the motion is closed. */
export async function voteOn(chain: Chain, call: Transaction): Promise<Motion> {
	const members = council();
	const [proposer] = members;
	const proposal = call.method;
	const lengthBound = proposal.encodedLength;
	const proposed = await chain.send(chain.call('council', 'propose', { threshold: members.length, proposal, lengthBound }), proposer);
	const index = numberIn(proposed, 'council', 'Proposed', 'proposalIndex');
	const hash = proposal.hash;
	await Promise.all(members.map((member) => chain.send(chain.call('council', 'vote', { proposal: hash, index, approve: true }), member)));
	const { weight: proposalWeightBound } = await call.paymentInfo(proposer);
	return {
		async close() {
			const closed = await chain.send(chain.call('council', 'close', { proposalHash: hash, index, proposalWeightBound, lengthBound }), proposer);
			const name = `${proposal.section}.${proposal.method}`;
			expectInner(closed, name, 'council', 'Executed', 'result');
			// What is dispatched as root may fail while the motion succeeds.
			if (eventIn(closed, 'whitelist', 'CallWhitelisted')) expectInner(closed, name, 'whitelist', 'WhitelistedCallDispatched', 'result');
			return closed;
		},
	};
}

/** A call by which three quarters of the council do as root what `call` says. */
export function asRoot(chain: Chain, call: Transaction): Transaction {
	return chain.call('utility', 'batchAll', {
		calls: [
			chain.call('whitelist', 'whitelistCall', { callHash: call.method.hash }),
			chain.call('whitelist', 'dispatchWhitelistedCallWithPreimage', { call: call.method }),
		],
	});
}

/** Shortens sessions to so many blocks, so that a test need not wait ten minutes for others to validate. */
export function sessionsOf(chain: Chain, blocks: number): Transaction {
	return chain.call('parameters', 'setParameter', { keyValue: { Consortium: { SessionLength: [null, blocks] } } });
}
