/**
 * An audit log in memory, as the pallet keeps it: trails with heads and entries, written by the runtime's metadata; blocks whose events tell the hashes; and a node
 * that answers nothing too long. It writes each attempt where the pallet would.
 */
import type { Codec } from '@polkadot/types/types';
import type { Chain } from '../../src/chain/chain.ts';
import type { AuditEntry, TrailId as ToldTrailId } from '../../src/chain/generated/told.ts';
import { asAnswer } from '../../src/chain/asking.ts';
import { encodeTrail, nextHead, type StoredEntry, seed, type TrailId, trailTold } from '../../src/chain/trail.ts';
import { bytesToHex } from '../../src/format/bytes.ts';
import type { BlockTips, TipEvent } from '../../src/audit/told-tips.ts';
import { registry, RuntimeDouble, runtimeValue } from '../records/runtime-double.ts';

export const GENESIS = new Uint8Array(32).fill(0x9e);
export const patient = new Uint8Array(32).fill(7);
export const stranger = new Uint8Array(32).fill(8);
export const HOSPITAL = 7;

const hex = (bytes: Uint8Array) => `0x${bytesToHex(bytes)}`;
const keyOf = (trail: TrailId) => bytesToHex(encodeTrail(trail));

interface Kept {
	first: number;
	next: number;
	checkpoint: Uint8Array;
	tip: Uint8Array;
	entries: Map<number, Uint8Array>;
}

export class FakeTrail {
	readonly genesis: Uint8Array;
	readonly trails = new Map<string, Kept>();
	/** Block 0 tells nothing. */
	readonly blocks: { number: number; events: TipEvent[] }[] = [{ number: 0, events: [] }];
	/** How many bytes one answer of the node may have. */
	longest = Number.POSITIVE_INFINITY;
	readonly questions: Record<string, number> = {};
	clock = 1_000;
	readonly #double = new RuntimeDouble((question, args) => this.#answer(question, args));

	constructor(genesis = GENESIS) {
		this.genesis = genesis;
	}

	/** A patient's trail with some entries of different kinds: one block each. */
	static filled(length: number, genesis = GENESIS): FakeTrail {
		const log = new FakeTrail(genesis);
		for (let index = 0; index < length; index++) {
			log.block();
			if (index % 3 === 1) log.attempt(patient, 'permitted');
			else log.append({ Patient: patient }, index === 0 ? 'PatientRegistered' : { EncryptionKeyReplaced: { epoch: index } });
		}
		return log;
	}

	block(): void {
		this.blocks.push({ number: this.blocks.length, events: [] });
	}

	kept(trail: TrailId): Kept {
		const start = seed(this.genesis, trail);
		const kept = this.trails.get(keyOf(trail)) ?? { first: 0, next: 0, checkpoint: start, tip: start, entries: new Map() };
		this.trails.set(keyOf(trail), kept);
		return kept;
	}

	append(trail: TrailId, event: object | string, actor: object | string = 'Authority'): number {
		const [sequence, tip] = this.#write(trail, actor, event);
		this.#tell({ entryAppended: { trail: told(trail), sequence, tip: hex(tip) } });
		return sequence;
	}

	/** An entry that no event tells. */
	quietly(trail: TrailId, event: object | string, actor: object | string = { Practitioner: { organization: HOSPITAL, account: patient } }): number {
		return this.#write(trail, actor, event)[0];
	}

	/** A patient's trail in which some entries are told by no event: none, one or several in a row, also at its end where `quietEnd` says so. */
	static mixed(quietEnd = false): FakeTrail {
		const log = new FakeTrail();
		const trail = { Patient: patient };
		const ask = () => log.quietly(trail, { ConsentRequested: { organization: HOSPITAL } });
		log.append(trail, 'PatientRegistered');
		ask();
		log.block();
		log.attempt(patient, 'permitted');
		log.append(trail, { EncryptionKeyReplaced: { epoch: 1 } });
		ask();
		log.attempt(patient, 'denied');
		log.block();
		log.attempt(patient, 'permitted');
		log.attempt(patient, 'permitted');
		ask();
		log.append(trail, { EncryptionKeyReplaced: { epoch: 2 } });
		if (quietEnd) ask();
		return log;
	}

	/** Somebody asks for access, in the name of an organization. Of a denial no event tells the hash, whoever it was about. */
	attempt(of: Uint8Array, outcome: 'permitted' | 'denied', organization: number | null = HOSPITAL): void {
		const actor = organization === null ? { Person: patient } : { Practitioner: { organization, account: patient } };
		const isKnown = this.#has({ Patient: of });
		const answers = [{ outcome: outcome === 'permitted' ? { Permitted: { Grant: 1 } } : { Denied: 'NotGranted' }, targets: [{ Anchor: 3 }] }];
		const event = { AccessRequested: { patient: isKnown ? null : hex(of), action: 'Access', purpose: 'Treatment', custodian: 9, reason: null, claim: null, encounter: null, answers } };
		const trail = isKnown ? { Patient: of } : organization === null ? undefined : { Organization: organization };
		if (!trail) return;
		if (outcome === 'permitted') this.append(trail, event, actor);
		else this.quietly(trail, event, actor);
	}

	/** Prunes the entries before `first`. */
	prune(trail: TrailId, first: number): void {
		const kept = this.kept(trail);
		for (; kept.first < first; kept.first++) {
			kept.checkpoint = nextHead(kept.checkpoint, kept.entries.get(kept.first) as Uint8Array);
			kept.entries.delete(kept.first);
		}
	}

	head(trail: TrailId) {
		const { first, next, checkpoint, tip } = this.kept(trail);
		return { first, next, checkpoint: hex(checkpoint), tip: hex(tip), oldest: 0, contested: 0 };
	}

	entries(trail: TrailId): StoredEntry[] {
		const { first, next, entries } = this.kept(trail);
		return Array.from({ length: next - first }, (_, index) => ({ sequence: first + index, encoded: entries.get(first + index) }));
	}

	/** The trail as somebody finds it. */
	record(trail: TrailId) {
		return { genesis: this.genesis, trail, head: this.head(trail), entries: this.entries(trail) };
	}

	/** The head that follows from the entries, as somebody computes it who has changed them. */
	recompute(trail: TrailId): void {
		const kept = this.kept(trail);
		const entries = [...kept.entries].sort(([a], [b]) => a - b).map(([, entry]) => entry);
		kept.entries = new Map(entries.map((entry, index) => [kept.first + index, entry]));
		kept.next = kept.first + entries.length;
		kept.tip = entries.reduce(nextHead, kept.checkpoint);
	}

	get asChain(): Chain {
		const key = (trail: TrailId, sequence: number) => `${keyOf(trail)}/${sequence}`;
		const count = (question: string) => {
			this.questions[question] = (this.questions[question] ?? 0) + 1;
		};
		const stored = (asked: string): string | null => {
			const [trail, sequence] = asked.split('/') as [string, string];
			const entry = this.trails.get(trail)?.entries.get(Number(sequence));
			return entry ? hex(entry) : null;
		};
		const api = {
			registry,
			query: { auditLog: { entries: { key } } },
			rpc: { chain: {
				getHeader: async () => ({ number: { toNumber: () => this.blocks.length - 1 } }),
				getBlockHash: async (number: number) => Object.assign(String(number), { toHex: () => String(number) }),
			} },
			at: async (block: string) => ({ query: { system: { events: async () => this.blocks[Number(block)]!.events.map(asRecord) } } }),
		};
		return {
			genesis: this.genesis,
			api,
			heads: async () => ({ best: '0x01', finalized: '0x01' }),
			read: (work: (given: object) => unknown) => work(api),
			connection: { question: (work: () => unknown) => work() },
			provider: {
				send: async (_: string, [asked]: [string[]]) => {
					count('storage');
					return this.#short([{ changes: asked.map((one) => [one, stored(one)]) }]);
				},
			},
			ask: async (section: string, method: string, args: unknown[], block?: string) => {
				count(method);
				const answer = asAnswer(await this.#double.ask(section, method, args, block));
				this.#short(answer.toU8a());
				return answer;
			},
			call: this.#double.call.bind(this.#double),
		} as unknown as Chain;
	}

	/** What further questions are answered with. */
	answers: Record<string, (args: unknown[]) => unknown> = {};

	#answer(question: string, args: unknown[]): unknown {
		const other = this.answers[question];
		if (other) return other(args);
		const trail = trailTold(args[0] as ToldTrailId);
		if (question === 'auditLogApi.head') return this.#has(trail) ? this.head(trail) : { ...this.head(trail), next: 0 };
		if (question !== 'auditLogApi.entries') throw new Error(`nobody should ask ${question}`);
		const [, from, limit] = args as [unknown, number, number];
		const { first } = this.kept(trail);
		return this.entries(trail).slice(Math.max(from - first, 0)).slice(0, Math.min(limit, 256)).flatMap(({ sequence, encoded }) => (encoded ? [[sequence, runtimeValue('AuditEntry', encoded)]] : []));
	}

	#short<T>(answer: T): T {
		const length = answer instanceof Uint8Array ? 2 * answer.length : JSON.stringify(answer).length;
		if (length > this.longest) throw Object.assign(new Error('-32008: Response is too big'), { code: -32_008 });
		return answer;
	}

	#has(trail: TrailId): boolean {
		return (this.trails.get(keyOf(trail))?.next ?? 0) > 0;
	}

	#entry(actor: object | string, event: object | string): Uint8Array {
		return runtimeValue('AuditEntry', { version: 'One', at: this.clock, actor, event }).toU8a();
	}

	#write(trail: TrailId, actor: object | string, event: object | string): [sequence: number, tip: Uint8Array] {
		const kept = this.kept(trail);
		const entry = this.#entry(actor, event);
		this.clock += 10;
		kept.entries.set(kept.next, entry);
		kept.tip = nextHead(kept.tip, entry);
		kept.next += 1;
		return [kept.next - 1, kept.tip];
	}

	#tell(event: TipEvent): void {
		this.blocks.at(-1)!.events.push(event);
	}
}

export function blocksOf(log: FakeTrail): BlockTips[] {
	return log.blocks;
}

/** The entry's JSON form. */
export function entryOf(value: object): AuditEntry {
	return (runtimeValue('AuditEntry', { version: 'One', at: 0, actor: 'Authority', ...value }) as Codec).toJSON() as unknown as AuditEntry;
}

function told(trail: TrailId): ToldTrailId {
	if (trail === 'Governance') return { governance: null };
	return 'Organization' in trail ? { organization: Number(trail.Organization) } : { patient: hex(trail.Patient as Uint8Array) };
}

/** An event as polkadot.js has it in a block's list. */
function asRecord({ entryAppended }: TipEvent): object {
	const fields = Object.entries(entryAppended);
	const data = Object.assign(fields.map(([, value]) => ({ toJSON: () => value })), { names: fields.map(([name]) => name) });
	return { event: { section: 'auditLog', method: 'EntryAppended', data } };
}
