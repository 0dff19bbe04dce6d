#!/usr/bin/env bash
# Builds the Wasm of the next release, as it were (the runtime's feature `rehearsal`), and prints its path: what an upgrade is rehearsed with.
# In a target folder of its own, since a node that is built later would take the Wasm that was built last for its own.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/../bootstrap.sh"

prepare_build
cd "$SALUS_ROOT"
export CARGO_TARGET_DIR=$CARGO_TARGET_DIR-rehearsal
say "Building the Wasm of a rehearsed upgrade (the first time takes about ten minutes on two cores)."
env -u SKIP_WASM_BUILD cargo build --release --locked --package salus-runtime --features rehearsal >&2 ||
	stop "The Wasm could not be built; the compiler's message above says why."
echo "$CARGO_TARGET_DIR/release/wbuild/salus-runtime/salus_runtime.compact.compressed.wasm"
