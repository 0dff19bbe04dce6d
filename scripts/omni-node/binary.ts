/** Stock polkadot-omni-node, the node that others keep: where it is on this machine, and how it gets there. */
import { spawnSync } from 'node:child_process';

const NAME = 'polkadot-omni-node';

/** What to do where there is none. */
export const HOW_TO_GET = `${NAME} is not on the PATH. \`cargo install ${NAME} --locked --version 0.24.0\` puts it there, in about an hour (Debian: 'apt-get install clang protobuf-compiler' before); or set POLKADOT_OMNI_NODE to where one is.`;

/** The path of the one that `POLKADOT_OMNI_NODE` names, or else of one on the `PATH`. */
export function omniNode(): string | undefined {
	const given = process.env['POLKADOT_OMNI_NODE'];
	if (given) return given;
	const found = spawnSync('bash', ['-c', 'command -v "$0"', NAME], { encoding: 'utf8' });
	return found.status === 0 ? found.stdout.trim() : undefined;
}
