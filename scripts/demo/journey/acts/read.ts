/** The specialist asks again, fetches the sealed records by a signed request, opens and checks them. */
import { type HeldTicket, Reader } from '@salus/client/custody';
import { SalusError } from '@salus/client/errors';
import { randomKeyPair, X_WING } from '@salus/client/format';
import type { Play } from '../play.ts';
import type { StepLog } from '../step.ts';

export async function release(play: Play, log: StepLog): Promise<string> {
	const { cast: { hospital, specialist }, granted } = play;
	const batches = granted.map((recordClass) => play.batchOf(recordClass));
	const anchors = batches.map(({ anchor }) => anchor as number);
	// One ticket more than is used: it will be shown again after the grant is revoked.
	const requests = await Promise.all([...anchors, anchors[0] as number].map((anchor) => play.expectPermitted(log, anchor)));
	log.progress('Permitted; the custodian waits until the tickets are final');
	await Promise.all(requests.map(({ receipt }) => receipt.finalized));
	const tickets = requests.map(({ ticket }) => ticket);
	play.unused = tickets.pop() as HeldTicket;
	log.compare('what is wrong with a fresh ticket, at the best and the finalized block', [null, null], await play.faultsOf(play.unused));
	log.compare('what the custodian says to somebody who read the ticket on the chain', 'custody.refused', await wordToStranger(play, play.unused));
	log.compare('what it says to somebody who names its holder, too', 'custody.refused', await wordToImpostor(play, play.unused));
	play.opened = await Promise.all(tickets.map(async (ticket, index) => {
		const { receipt, release } = await specialist.fetch(hospital.custodian, ticket);
		play.keep(receipt);
		const keys = await specialist.keysIn(release, play.grant);
		const batch = batches[index]!;
		log.compare('the records released under an anchor, of those that are anchored', batch.records.length, release.head.records);
		log.compare('the classes whose keys the envelope holds', [...granted].sort((a, b) => a - b), 'keys' in keys ? keys.keys.map(({ recordClass }) => recordClass) : 'all');
		return { batch, release, keys };
	}));
	const count = play.opened.reduce((sum, { batch: { records } }) => sum + records.length, 0);
	return `${tickets.length} ${tickets.length === 1 ? 'ticket' : 'tickets'} checked at the best and the finalized block and redeemed; ${count} sealed records released, sealed to the specialist. Others who showed a ticket got nothing.`;
}

export async function read(play: Play, log: StepLog): Promise<string> {
	const { cast: { specialist }, opened } = play;
	const total = opened.reduce((sum, { batch: { records } }) => sum + records.length, 0);
	const tell = log.progressOf(total, 'verified');
	let done = 0;
	await Promise.all(opened.map(({ release, keys }) => specialist.readAll(release, keys, () => tell(++done))));
	log.compare('the records that opened and are under their anchor', total, done);
	return `${done} records opened; each is, byte for byte, what the hospital anchored.`;
}

/** What a custodian says to a clerk who asks for what another's ticket is for, in the own name. */
async function wordToStranger({ cast: { hospital, officer, services: { clockLag } } }: Play, ticket: HeldTicket): Promise<string> {
	const reader = new Reader(hospital.chain, { signer: officer.account, key: await randomKeyPair(X_WING), clock: () => Date.now() - clockLag });
	return wordOn(hospital.custodian.release(await reader.request(ticket)));
}

/** And in the holder's, with a signature of its own. */
async function wordToImpostor({ cast: { hospital, officer, specialist, services: { clockLag } } }: Play, ticket: HeldTicket): Promise<string> {
	const reader = new Reader(hospital.chain, { signer: officer.account, key: await randomKeyPair(X_WING), clock: () => Date.now() - clockLag });
	return wordOn(hospital.custodian.release({ ...(await reader.request(ticket)), holder: specialist.account.publicKey }));
}

export async function wordOn(answer: Promise<unknown>): Promise<string> {
	return answer.then(
		() => 'released',
		(error) => {
			if (error instanceof SalusError) return error.code;
			throw error;
		},
	);
}
