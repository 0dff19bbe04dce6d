/** A gate between a service and its node: it lets everything through until a test shuts it, and tells what is kept back. */
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { onEnd } from '../../scripts/demo/cleanup.ts';

/** Asking the node to take a transaction. */
export const SENDS = /"method":"[^"]*(submit|broadcast)/i;

/** Where what is sent is kept back. */
interface Watch {
	pattern: RegExp;
	/** Of what the service asks, the message that matches and all after it; or all that the node says once it has that message. */
	keepsBack: 'questions' | 'answers';
	seen: () => void;
}

export class Gate {
	readonly url: string;
	#watch: Watch | undefined;
	#isShut: Watch['keepsBack'] | undefined;
	#kept: (() => void)[] = [];

	private constructor(url: string) {
		this.url = url;
	}

	/** A gate before a node. */
	static async before(node: string): Promise<Gate> {
		const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
		await new Promise((resolve) => server.on('listening', resolve));
		const gate = new Gate(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
		server.on('connection', (service) => gate.#join(service, new WebSocket(node)));
		onEnd({ now: () => {
			for (const client of server.clients) client.terminate();
			server.close();
		} });
		return gate;
	}

	/** Resolves once the service asks what matches, which the node does not get, nor anything after it. */
	async keepBackFrom(pattern: RegExp): Promise<void> {
		return this.#watchFor(pattern, 'questions');
	}

	/** Resolves once the node has what matches; the service hears nothing of the node from then on. */
	async keepAnswersTo(pattern: RegExp): Promise<void> {
		return this.#watchFor(pattern, 'answers');
	}

	/** The service hears nothing of the node from now on. */
	deafen(): void {
		this.#isShut = 'answers';
	}

	/** Lets connections through that are new. What was kept back is lost with its connection. */
	open(): void {
		[this.#watch, this.#isShut, this.#kept] = [undefined, undefined, []];
	}

	/** The node gets what was kept back from it, in its order, and all that comes after it. */
	letGo(): void {
		const kept = this.#kept;
		this.open();
		for (const pass of kept) pass();
	}

	async #watchFor(pattern: RegExp, keepsBack: Watch['keepsBack']): Promise<void> {
		return new Promise((seen) => {
			this.#watch = { pattern, keepsBack, seen };
		});
	}

	#join(service: WebSocket, node: WebSocket): void {
		const opened = new Promise((resolve) => node.on('open', resolve));
		for (const [one, other] of [[service, node], [node, service]] as const) one.on('error', () => {}).on('close', () => other.close());
		service.on('message', async (data) => {
			await opened;
			const watch = this.#watch?.pattern.test(String(data)) ? this.#watch : undefined;
			if (watch) [this.#watch, this.#isShut] = [undefined, watch.keepsBack];
			if (this.#isShut === 'questions') this.#kept.push(() => pass(node, data));
			else pass(node, data);
			watch?.seen();
		});
		node.on('message', (data) => {
			if (this.#isShut !== 'answers') pass(service, data);
		});
	}
}

function pass(to: WebSocket, data: RawData): void {
	if (to.readyState === WebSocket.OPEN) to.send(String(data));
}
