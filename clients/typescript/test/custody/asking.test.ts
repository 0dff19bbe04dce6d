/** Whoever asks for access commits to a secret of its own, and keeps it with the ticket and what that permits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chain } from '../../src/chain/chain.ts';
import type { Target } from '../../src/consent/decision.ts';
import { type AccessQuestion, accessRequest, askFor, askForEncounter, askForMany, ticketOfMember } from '../../src/custody/asking.ts';
import { claimOf } from '../../src/format/ticket-secret.ts';
import { account, CLINIC, filled, HOSPITAL, OBSERVATION } from './scene.ts';

interface Named {
	claim: Uint8Array;
	targets?: Target[];
	target?: Target;
	encounter?: object | null;
	action: string;
	reason: string | null;
}

const PERMITTED: Target[] = [{ Anchor: 4 }, { Class: { class: OBSERVATION, content: { from: 1, until: 2 } } }];
const DENIED: Target = { Anchor: 5 };
const TARGETS: Target[] = [PERMITTED[0]!, DENIED, PERMITTED[1]!];
const SEQUENCE = 12;
const question: AccessQuestion = { patient: filled(1), custodian: HOSPITAL, purpose: 'Treatment', capacity: { Practitioner: { organization: CLINIC } } };
const signer = account('Asker');

/** A chain that permits two of what is asked, if it permits anything; the answers stand in the entry of the answer's block. */
class AnsweringChain {
	readonly sent: { method: string; named: Named }[] = [];
	isPermitted = true;

	get asChain(): Chain {
		return this as unknown as Chain;
	}

	call(_section: string, method: string, named: Named) {
		return { method, named };
	}

	async send(call: { method: string; named: Named }) {
		this.sent.push(call);
		const ticket = this.isPermitted ? { isEmpty: false, toString: () => String(SEQUENCE) } : { isEmpty: true };
		const data = Object.assign([ticket], { names: ['ticket'] });
		return { block: '0xb10c', events: [{ event: { section: 'auditLog', method: 'AccessAnswered', data } }] };
	}

	async ask(_section: string, _method: string, [trail, from, limit]: [object, number, number], block: string) {
		assert.deepEqual([trail, from, limit, block], [{ Patient: question.patient }, SEQUENCE, 1, '0xb10c']);
		const told = (target: Target) => ('Anchor' in target ? { anchor: target.Anchor } : { class: target.Class });
		const answers = [{ outcome: { permitted: { grant: 1 } }, targets: PERMITTED.map(told) }, { outcome: { denied: { notGranted: null } }, targets: [told(DENIED)] }];
		return { toJSON: () => [[SEQUENCE, { event: { accessRequested: { answers } } }]] };
	}
}

test('each request commits to another secret, which is kept with the ticket and is in nothing that is sent', async () => {
	const chain = new AnsweringChain();
	const first = (await askFor(chain.asChain, signer, question, DENIED)).ticket!;
	const second = (await askFor(chain.asChain, signer, { ...question, action: 'Disclose', reason: filled(3) }, DENIED)).ticket!;
	assert.notDeepEqual(first.secret, second.secret);
	assert.deepEqual(chain.sent.map(({ method, named: { claim, target, action, reason } }) => ({ method, claim, target, action, reason })), [
		{ method: 'requestAccess', claim: claimOf(first.secret), target: DENIED, action: 'Access', reason: null },
		{ method: 'requestAccess', claim: claimOf(second.secret), target: DENIED, action: 'Disclose', reason: `0x${'03'.repeat(32)}` },
	]);
	for (const { named } of chain.sent) assert.ok(!Object.values(named).some((value) => value === first.secret || value === second.secret));
	assert.deepEqual({ ...first, secret: null }, {
		patient: question.patient, sequence: SEQUENCE, custodian: HOSPITAL, secret: null, targets: [{ anchor: 5 }], practitioner: null, block: '0xb10c',
	});
});

test('a ticket for many names what was permitted of what was asked', async () => {
	const chain = new AnsweringChain();
	const permitted = [{ anchor: 4 }, { recordClass: OBSERVATION, content: { from: 1, until: 2 } }];
	assert.deepEqual((await askForMany(chain.asChain, signer, question, TARGETS)).ticket!.targets, permitted);
	assert.deepEqual((await askForEncounter(chain.asChain, signer, question, TARGETS, { hours: 8 })).ticket!.targets, permitted);
	assert.deepEqual(chain.sent.map(({ method, named: { targets, encounter } }) => ({ method, targets, encounter })), [
		{ method: 'requestAccessToMany', targets: TARGETS, encounter: null },
		{ method: 'requestAccessToMany', targets: TARGETS, encounter: { hours: 8, holder: 'Requester' } },
	]);
});

test('where nothing is permitted there is no ticket', async () => {
	const chain = new AnsweringChain();
	chain.isPermitted = false;
	for (const asked of [askFor(chain.asChain, signer, question, DENIED), askForMany(chain.asChain, signer, question, TARGETS)]) assert.equal((await asked).ticket, undefined);
});

test('who asks for a team through a gateway shows the ticket for its practitioner, as each of the team does', async () => {
	const chain = new AnsweringChain();
	const capacity = { Gateway: { organization: CLINIC, practitioner: filled(7) } };
	const team = (await askForEncounter(chain.asChain, signer, { ...question, capacity }, [DENIED], { hours: 1, team: 'Nurse' })).ticket!;
	assert.deepEqual(chain.sent[0]!.named.encounter, { hours: 1, holder: { Role: 'Nurse' } });
	assert.deepEqual(team.practitioner, filled(7));
	const alone = (await askForEncounter(chain.asChain, signer, { ...question, capacity }, [DENIED], { hours: 1 })).ticket!;
	assert.equal(alone.practitioner, null);
	assert.deepEqual(ticketOfMember(team, { Pseudonym: filled(8) }), { ...team, practitioner: filled(8) });
	assert.deepEqual(ticketOfMember(team, { Account: filled(9) }), { ...team, practitioner: null });
});

test('whoever sends the call otherwise finds its ticket by the receipt', async () => {
	const chain = new AnsweringChain();
	const { call, secret, ticketIn } = accessRequest(chain.asChain, question, [DENIED], { secret: filled(2) });
	const receipt = await chain.send(call as unknown as { method: string; named: Named });
	assert.deepEqual([secret, (await ticketIn(receipt as never))?.secret], [filled(2), filled(2)]);
	assert.deepEqual(chain.sent[0]!.named.claim, claimOf(filled(2)));
});
