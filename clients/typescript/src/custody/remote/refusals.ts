/** What a service answers when it does not do what was asked. */
import type { SalusError } from '../../errors.ts';
import { CustodyRefusal, CustodyUnavailable, type RefusalCode } from '../faults.ts';
import type { Answer } from './answer.ts';

/** A thousand names, and what stands around them. */
const MAX_LENGTH = 2 ** 17;
/** What the service says beside the code is told on, as far as it is plain text. */
const PLAIN = /^[\x20-\x7e]{1,200}$/;
const NAME = /^[0-9a-f]{64}$/;

/** Sealed records of a batch are not there. */
export class MissingRecords extends CustodyRefusal {
	/** Some of them, or all. */
	readonly names: string[];

	constructor(names: string[]) {
		super('custody.missing-records', 'sealed records of the batch are missing');
		this.names = names;
	}
}

const REFUSALS: Record<string, [code: RefusalCode, why: string]> = {
	malformed: ['custody.malformed', 'what was sent is of no form that it answers'],
	'no-session': ['custody.no-session', 'there is no session, or it is over'],
	refused: ['custody.refused', 'it tells nobody why'],
	'not-as-committed': ['custody.not-as-committed', 'what is handed in is not what the chain commits to'],
	'other-header': ['custody.other-header', 'the batch is kept with another header'],
	outdated: ['custody.outdated', 'what is handed in is no later than what is kept'],
	'over-quota': ['custody.over-quota', 'it is more than is kept for this writer'],
};

/** The error that an answer without success stands for. A gateway or a login that is in between says nothing in a custodian's name. */
export async function errorIn(answer: Answer, custodian: number): Promise<SalusError> {
	const { error, message, names } = await answer.members(MAX_LENGTH).catch(noMembers);
	if (error === 'missing-records') return new MissingRecords(Array.isArray(names) ? names.filter((name) => typeof name === 'string' && NAME.test(name)) : []);
	const refusal = typeof error === 'string' && Object.hasOwn(REFUSALS, error) ? REFUSALS[error] : undefined;
	if (refusal) return new CustodyRefusal(refusal[0], typeof message === 'string' && PLAIN.test(message) && error !== 'refused' ? `${refusal[1]} (${message})` : refusal[1]);
	const retryAfter = secondsIn(answer.header('retry-after'));
	if (error === 'too-many') return new CustodyUnavailable('custody.busy', custodian, 'it was asked too often', { retryAfter, isUndone: true });
	// Of a release it has handed out nothing; what became of a redemption that it had sent it may not know itself.
	if (error === 'unavailable') return new CustodyUnavailable('custody.unavailable', custodian, 'it cannot now, since its chain or its store does not do its part', { retryAfter });
	// One that is in between, and whose custodian is not up.
	if ([502, 503, 504].includes(answer.status)) return new CustodyUnavailable('custody.unavailable', custodian, `HTTP ${answer.status}, and no word of a custodian's`, { retryAfter });
	return answer.unreadable(`HTTP ${answer.status}, and no word of a custodian's`);
}

function noMembers(error: unknown): Record<string, unknown> {
	if (error instanceof CustodyUnavailable) return {};
	throw error;
}

function secondsIn(text: string | null): number | undefined {
	return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
