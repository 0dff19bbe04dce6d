/** What a consortium's chain starts with. */
import type { Members } from './members.ts';

/** One token. */
const UNIT = 1_000_000_000_000n;

/** The genesis, as the runtime's configuration names it. It lies over the runtime's defaults, in which there is nobody. */
export function genesisOf({ chain, council, technical, registrar, licensing, validators, organizations }: Members): object {
	const payers = new Set([
		...council, ...technical, ...registrar, ...licensing,
		...validators.map(({ account }) => account), ...organizations.map(({ admin }) => admin),
	]);
	// A multiple of 10^12 is exact in a double far beyond 2^53.
	const balance = Number(BigInt(chain.balance) * UNIT);
	return {
		balances: { balances: [...payers].map((account) => [account, balance]) },
		council: { members: council },
		technicalCommittee: { members: technical },
		registrarMembers: { members: registrar },
		licensingMembers: { members: licensing },
		validatorSet: { validators: validators.map(({ account }) => account) },
		session: { keys: validators.map(({ account, aura, grandpa }) => [account, account, { aura, grandpa }]) },
		providerRegistry: { organizations: organizations.map(({ kind, admin }) => ({ kind, admin, practitioners: [] })) },
	};
}
