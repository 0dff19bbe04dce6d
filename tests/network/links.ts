/**
 * The links between validators: for each pair, and each direction in which a connection can be opened, a TCP proxy that a test may slow down, cut and
 * heal. Each node is told the links' addresses and nothing else, and asks nobody for further ones.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEnd } from '../../scripts/demo/cleanup.ts';
import type { Validator } from '../../scripts/network/validator.ts';

/** How long bytes are under way each, at least and at most. */
export interface Delay {
	from: number;
	to: number;
}

interface Link {
	from: string;
	to: string;
	/** What the node `from` takes for the address of `to`. */
	address: string;
	server: Server;
	sockets: Set<Socket>;
	isCut: boolean;
}

export class Links {
	readonly #links: Link[] = [];
	#delay: Delay = { from: 0, to: 0 };

	/** Links between all of these, in both directions. */
	static async among(validators: Validator[]): Promise<Links> {
		const links = new Links();
		for (const from of validators) for (const to of validators) if (from !== to) await links.#lay(from, to);
		onEnd({ now: () => links.#close() });
		return links;
	}

	/** The arguments by which a validator's node reaches the others by links only. */
	argumentsOf({ name }: Validator): string[] {
		const addresses = this.#links.filter(({ from }) => from === name).flatMap(({ address }) => ['--reserved-nodes', address]);
		return ['--reserved-only', ...addresses];
	}

	/** Lets bytes take so long from now on, each piece for itself; none overtakes another one of its connection. */
	slowDown(delay: Delay): void {
		this.#delay = delay;
	}

	/** Cuts all links between validators of different groups, and leaves those within one. */
	part(...groups: Validator[][]): void {
		const groupOf = (name: string) => groups.findIndex((group) => group.some((validator) => validator.name === name));
		for (const link of this.#links) {
			link.isCut = groupOf(link.from) !== groupOf(link.to);
			if (link.isCut) for (const socket of link.sockets) socket.destroy();
		}
	}

	heal(): void {
		for (const link of this.#links) link.isCut = false;
	}

	async #lay(from: Validator, to: Validator): Promise<void> {
		const sockets = new Set<Socket>();
		const server = createServer((incoming) => {
			// A node dials from the port that it listens on. Nodes tell each other of links, too: nobody goes by another one's.
			if (link.isCut || incoming.remotePort !== from.peerPort) return void incoming.destroy();
			const outgoing = connect(to.peerPort, '127.0.0.1');
			for (const [socket, other] of [[incoming, outgoing], [outgoing, incoming]] as const) {
				sockets.add(socket);
				// Whatever ends one end ends the other.
				socket.on('error', () => {}).on('close', () => {
					sockets.delete(socket);
					other.destroy();
				});
				this.#carry(socket, other);
			}
		});
		await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as { port: number };
		const link: Link = { from: from.name, to: to.name, address: to.address.replace(`/tcp/${to.peerPort}/`, `/tcp/${port}/`), server, sockets, isCut: false };
		this.#links.push(link);
	}

	/** Carries what comes from one end to the other, in its order. */
	#carry(from: Socket, to: Socket): void {
		let before = Promise.resolve();
		from.setNoDelay(true).on('data', (bytes) => {
			const { from: least, to: most } = this.#delay;
			const due = sleep(least + Math.random() * (most - least));
			before = before.then(() => due).then(() => {
				to.write(bytes);
			});
		});
	}

	#close(): void {
		for (const { server, sockets } of this.#links) {
			server.close();
			for (const socket of sockets) socket.destroy();
		}
	}
}
