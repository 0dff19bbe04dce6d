/** Reads a patient's consent from a node. */
import { Chain } from '../../chain/chain.ts';
import { InputError } from '../../errors.ts';
import { type ConsentState, STATE_FORMAT, readState } from './state.ts';

/** The consent of `patient` at one block, the latest final one if none is named: what is final stays in the chain. */
export async function readFromNode(url: string, patient: string, block?: string): Promise<ConsentState> {
	const chain = await Chain.connect(url);
	try {
		const at = block ?? (await chain.heads()).finalized;
		return await readFromChain(chain, patient, at);
	} finally {
		await chain.disconnect();
	}
}

export async function readFromChain(chain: Chain, patient: string, block: string): Promise<ConsentState> {
	const [known, grants, restrictions, at] = await Promise.all([
		chain.ask('patientIdentityApi', 'patient', [patient], block),
		chain.ask('consentApi', 'liveGrants', [patient], block),
		chain.ask('consentApi', 'restrictions', [patient], block),
		chain.now(block),
	]);
	if (known.isEmpty) throw new InputError('patient.unknown', `The chain knows no patient ${patient} at block ${block}.`);
	const state = readState({
		format: STATE_FORMAT, chain: chain.api.genesisHash.toHex(), patient, at, grants: grants.toJSON(), restrictions: restrictions.toJSON(),
	});
	// The chain tells them file by file. By number, the same consent is the same text in every export.
	state.grants.sort(([, a], [, b]) => a.id - b.id);
	return state;
}
