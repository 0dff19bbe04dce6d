/** How long it takes from a request to its ticket, and to a final release, on a network: practitioners ask, and custodians release what tickets are for. */
import { randomBytes } from 'node:crypto';
import { claimOf } from '@salus/client/format';
import { Scene } from '../load/scene.ts';
import { Wire } from '../load/wire.ts';
import { blocksBetween } from './blocks.ts';
import { Custodians } from './custodians.ts';
import { type Delays, delaysOf, type Rate, rateOf } from './figures.ts';
import type { Measured } from './load.ts';
import { forksIn, proposedIn } from './node-log.ts';
import { Outcomes } from './outcomes.ts';
import { ORGANIZATIONS, organizationOf, patientFor, type World } from './people.ts';
import type { Sending } from './stock.ts';
import { type Final, type Seen, Watch } from './watch.ts';

const CONNECTIONS = 4;
const TICK_MS = 10;
const LONGEST_BLOCKS = 60;
/** For how many slots as much is sent before the first request that counts, and after the last one: until releases follow requests, and while they do. */
const LEAD_SLOTS = 5;

export interface Releases {
	/** Requests a second. */
	rate: number;
	/** How many were sent; each was permitted and released. */
	sent: number;
	/** From handing a request in, in milliseconds: to its ticket in a best block, the ticket in a final block, handing in the redemption, the redemption in a final block. */
	ticket: Delays;
	finalTicket: Delays;
	redemption: Delays;
	release: Delays;
	/** The blocks while requests counted, all transactions together. */
	blocks: Rate;
	/** Weight of a request and its redemption together, in milliseconds, over all blocks. */
	weightEach: number;
	forks: number;
	senderCores: number;
	nodeCores: number;
}

/** One request, and what became of it; moments are by `performance.now()`. */
interface Journey {
	patient: Uint8Array;
	holder: Uint8Array;
	secret: Uint8Array;
	counts: boolean;
	at: number;
	ticket?: number;
	finalTicket?: number;
	redemption?: number;
	release?: number;
}

/** How many requests a second, and for how many slots they count. */
interface Plan {
	rate: number;
	slots: number;
	slotMs: number;
}

/** Asks and releases at `rate` a second, evenly spread, so that the requests of so many slots count. `urls` are nodes for each organization in turn. */
export async function measureReleases(world: World, measured: Measured, urls: string[], custodians: Sending[][], plan: Plan): Promise<Releases> {
	const { rate, slots, slotMs } = plan;
	const perSlot = (rate * slotMs) / 1_000;
	const [lead, counting] = [Math.ceil(perSlot * LEAD_SLOTS), Math.ceil(perSlot * slots)];
	const journeys = prepare(world, 2 * lead + counting);
	const outcomes = new Outcomes();
	const sites = await Promise.all(ORGANIZATIONS.map((organization, index) => Site.open(world, urls[index]!, organization, custodians[index]!, outcomes)));
	const broken = Promise.race(sites.map(({ broken }) => broken));
	const [forksBefore, nodeBefore, before] = [forksIn(measured.log()), measured.coreSeconds(), process.cpuUsage()];
	const seen: Seen[] = [];
	const endBest = world.watch.onBest((block) => seen.push(block));
	const first = (await world.watch.next()).number;
	const began = performance.now();
	const span: [number, number] = [0, 0];
	for (let done = 0; done < journeys.length; ) {
		const due = Math.min(journeys.length, Math.ceil(((performance.now() - began) / 1_000) * rate));
		for (; done < due; done++) {
			const { journey, extrinsic, index } = journeys[done]!;
			journey.at = performance.now();
			journey.counts = done >= lead && done < lead + counting;
			if (done === lead) span[0] = journey.at;
			if (journey.counts) span[1] = journey.at;
			await sites[index % sites.length]!.ask(journey, extrinsic);
		}
		await Promise.race([broken, new Promise((resolve) => setTimeout(resolve, TICK_MS))]);
	}
	const seconds = (performance.now() - began) / 1_000;
	const used = process.cpuUsage(before);
	const nodeCores = (measured.coreSeconds() - nodeBefore) / seconds;
	const all = journeys.map(({ journey }) => journey);
	const isOver = await Promise.race([broken, world.watch.until(() => all.every(({ release }) => release !== undefined), LONGEST_BLOCKS)]);
	endBest();
	if (!isOver) throw new Error(`After ${LONGEST_BLOCKS} blocks ${all.filter(({ release }) => release === undefined).length} of ${all.length} requests have come to no final release.`);
	const last = world.watch.finalized;
	await Promise.all(sites.map((site) => site.close()));
	const run = await blocksBetween(world.scene, first, last);
	const within = seen.filter(({ at }) => at >= span[0] && at <= span[1]).map(({ number }) => number);
	const window = run.filter(({ number }) => number >= within[0]! && number <= within.at(-1)!);
	const log = measured.log();
	const delays = (of: (journey: Journey) => number | undefined) => delaysOf(all.filter(({ counts }) => counts).map((journey) => of(journey)! - journey.at));
	return {
		rate, sent: all.length, ticket: delays(({ ticket }) => ticket), finalTicket: delays(({ finalTicket }) => finalTicket), redemption: delays(({ redemption }) => redemption),
		release: delays(({ release }) => release), blocks: rateOf(window, within.at(-1)!, proposedIn(log), measured.setting.room, slotMs),
		weightEach: run.reduce((sum, { ordinary }) => sum + ordinary, 0) / all.length, forks: forksIn(log) - forksBefore,
		senderCores: (used.user + used.system) / 1e6 / seconds, nodeCores,
	};
}

/** Signs `count` requests, each with a secret of its own, in the order in which they are handed in. */
function prepare(world: World, count: number): { journey: Journey; extrinsic: Uint8Array; index: number }[] {
	const { practitioners, signer, calls } = world;
	const templates = practitioners.slice(0, ORGANIZATIONS.length).map((_, index) => calls.requestWithClaim(organizationOf(index)));
	return Array.from({ length: count }, (_, number) => {
		const index = number % practitioners.length;
		const account = practitioners[index]!;
		const secret = randomBytes(32);
		const patient = patientFor(world, index, Math.floor(number / practitioners.length));
		const extrinsic = signer.sign(account, templates[index % templates.length]!.fill(patient, claimOf(secret)));
		return { journey: { patient, secret, holder: account.key.account, counts: false, at: 0 }, extrinsic, index };
	});
}

/** An organization with a node of its own: its practitioners ask there, and its custodians look there for tickets and redeem them. */
class Site {
	readonly #scene: Scene;
	readonly #wire: Wire;
	readonly #watch: Watch;
	readonly #custodians: Custodians;
	readonly #outcomes: Outcomes;
	readonly #asked = new Map<string, Journey>();
	readonly #redeemed = new Map<string, { journey: Journey; account: Sending }>();
	readonly #inPool = new Set<string>();
	#best = '';
	#break: (error: Error) => void = () => {};
	/** Rejected as soon as one request does not come to what it should. */
	readonly broken = new Promise<never>((_, reject) => {
		this.#break = reject;
	});

	private constructor(scene: Scene, wire: Wire, watch: Watch, custodians: Custodians, outcomes: Outcomes) {
		this.#scene = scene;
		this.#wire = wire;
		this.#watch = watch;
		this.#custodians = custodians;
		this.#outcomes = outcomes;
		watch.onBest((block) => this.#see(block));
		watch.onFinal((block) => {
			this.#settle(block).catch(this.#break);
		});
	}

	static async open({ signer, calls }: World, url: string, organization: number, accounts: Sending[], outcomes: Outcomes): Promise<Site> {
		const [scene, wire] = await Promise.all([Scene.connect(url), Wire.connect(url, CONNECTIONS)]);
		return new Site(scene, wire, await Watch.start(scene.api), new Custodians(wire, signer, organization, calls.redeem(organization), accounts), outcomes);
	}

	/** Hands a request in. */
	async ask(journey: Journey, extrinsic: Uint8Array): Promise<void> {
		this.#asked.set(hex(extrinsic), journey);
		await this.#wire.throwIn(extrinsic, (refused) => {
			if (refused !== undefined) this.#break(new Error(`A request was refused: ${refused}`));
		});
	}

	async close(): Promise<void> {
		await this.#watch.stop();
		await this.#wire.quiet();
		await this.#wire.close();
		await this.#scene.api.disconnect();
	}

	/** A block is in the best chain: whoever asked is told of its ticket, and reads which it is. */
	#see({ hash, at, extrinsics }: Seen): void {
		this.#best = hash;
		let isAsked = false;
		for (const extrinsic of extrinsics) {
			const journey = this.#asked.get(extrinsic);
			if (journey) {
				journey.ticket ??= at;
				isAsked = true;
			}
			const redeemed = this.#redeemed.get(extrinsic);
			if (redeemed && this.#inPool.delete(extrinsic)) this.#custodians.release(redeemed.account);
		}
		if (isAsked) this.#outcomes.of(hash, this.#scene.api).catch(this.#break);
	}

	/** A block is final: custodians redeem the tickets in it, and the releases in it are done. */
	async #settle({ hash, at, extrinsics }: Final): Promise<void> {
		const isMine = (extrinsic: string) => this.#asked.has(extrinsic) || this.#redeemed.has(extrinsic);
		if (!extrinsics.some(isMine)) return;
		const outcomes = await this.#outcomes.of(hash, this.#scene.api);
		await Promise.all(extrinsics.map(async (extrinsic, place) => {
			const redeemed = this.#redeemed.get(extrinsic);
			if (redeemed) {
				if (!outcomes.get(place)?.isReleased) throw new Error(`A redemption in ${hash} failed.`);
				redeemed.journey.release = at;
			}
			const journey = this.#asked.get(extrinsic);
			if (!journey) return;
			journey.finalTicket = at;
			const sequence = outcomes.get(place)?.ticket;
			if (sequence === undefined) throw new Error(`A request in ${hash} got no ticket.`);
			await this.#custodians.redeem({ ...journey, sequence }, { best: this.#best, finalized: hash }, (redemption, account) => {
				journey.redemption = performance.now();
				this.#redeemed.set(hex(redemption), { journey, account });
				this.#inPool.add(hex(redemption));
			});
		}));
	}
}

function hex(bytes: Uint8Array): string {
	return `0x${Buffer.from(bytes).toString('hex')}`;
}
