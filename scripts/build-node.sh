#!/usr/bin/env bash
# Builds the node in release, its runtime's Wasm included, and prints the path of the binary.
# With --metadata-hash the Wasm answers for its metadata, so that hardware wallets sign for the chain: for networks that last.
# The Wasm is built twice then, and a Substrate executor before it.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

(($# == 0)) || [[ $# == 1 && $1 == --metadata-hash ]] || stop "The only argument is --metadata-hash, which lets hardware wallets sign."
features=()
(($# == 0)) || features=(--features metadata-hash)

prepare_build
cd "$SALUS_ROOT"
say "Building the node (the first time takes about half an hour on two cores)."
# A node without its runtime's Wasm could not make a chain.
env -u SKIP_WASM_BUILD cargo build --release --locked --package salus-node "${features[@]}" >&2 ||
	stop "The node could not be built; the compiler's message above says why."
echo "$CARGO_TARGET_DIR/release/salus-node"
