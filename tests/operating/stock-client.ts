/** Stock polkadot.js, as a program of an organization: asks a node at the URL given, by name and password, and prints what it is told as JSON. */
import { ApiPromise } from '@polkadot/api';
import { WsProvider } from '@polkadot/rpc-provider';

/** What the program learnt. */
export interface Learnt {
	chain: string;
	block: number;
	/** What the node said to what only operators may ask. */
	unsafe: string;
	/** What it said once too much was asked over one connection. */
	tooMuch: string;
}

const [url, authorization, many] = process.argv.slice(2) as [string, string, string];
const provider = new WsProvider(url, 2_500, { Authorization: authorization });
const api = await ApiPromise.create({ provider, noInitWarn: true });
const block = await new Promise<number>((resolve) => {
	void api.rpc.chain.subscribeNewHeads((header) => resolve(header.number.toNumber()));
});
const learnt: Learnt = {
	chain: (await api.rpc.system.chain()).toString(),
	block,
	unsafe: await refusal(() => provider.send('author_rotateKeys', [])),
	tooMuch: await refusal(() => Promise.all(Array.from({ length: Number(many) }, () => provider.send('system_name', [])))),
};
process.stdout.write(JSON.stringify(learnt));
await api.disconnect();

function refusal(asked: () => Promise<unknown>): Promise<string> {
	return asked().then(() => 'nothing', (error: Error) => error.message);
}
