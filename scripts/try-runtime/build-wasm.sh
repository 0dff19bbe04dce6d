#!/usr/bin/env bash
# Builds the runtime's Wasm with what is needed to try it, and prints its path. With --rehearsal it is the next release, as it were.
# In a target folder of its own, since a node that is built later would take the Wasm that was built last for its own.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/../bootstrap.sh"

(($# == 0)) || [[ $# == 1 && $1 == --rehearsal ]] || stop "The only argument is --rehearsal, which builds the next release, as it were."
features=try-runtime
(($# == 0)) || features=$features,rehearsal

prepare_build
cd "$SALUS_ROOT"
export CARGO_TARGET_DIR=$CARGO_TARGET_DIR-try
say "Building the Wasm to try (the first time takes about ten minutes on two cores)."
env -u SKIP_WASM_BUILD cargo build --release --locked --package salus-runtime --features "$features" >&2 ||
	stop "The Wasm could not be built; the compiler's message above says why."
echo "$CARGO_TARGET_DIR/release/wbuild/salus-runtime/salus_runtime.compact.compressed.wasm"
