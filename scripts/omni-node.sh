#!/usr/bin/env bash
# Plays the demo on the off-the-shelf node, polkadot-omni-node, with the very Wasm that salus-node carries. Installs and builds what is missing of
# Salus; of the stock node it says how to get it. `--help` tells the options.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

# Before anything is installed.
for argument in "$@"; do
	if [[ $argument == --help || $argument == -h ]]; then
		exec cat "$SALUS_ROOT/scripts/omni-node/help.txt"
	fi
done

prepare_node_packages runtime
# Paths on the command line are the caller's, so the folder stays the caller's, too.
exec node --conditions=source --import "$SALUS_ROOT/node_modules/tsx/dist/loader.mjs" "$SALUS_ROOT/scripts/omni-node/main.ts" "$@"
