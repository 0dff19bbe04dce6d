#!/usr/bin/env bash
# Tries an upgrade on a copy of a live chain's state, or checks what all pallets promise of that state. Nothing is sent to the chain.
#
#   scripts/try-runtime.sh upgrade [--url ws://127.0.0.1:9944] [--at BLOCK] [--wasm FILE]
#   scripts/try-runtime.sh state   [--url ws://127.0.0.1:9944] [--at BLOCK] [--wasm FILE]
#
# Without --wasm it takes the runtime of this checkout, which it builds with what is needed to try it; --wasm names one that was built so.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_build
say "Building what tries (the first time takes about five minutes on two cores)."
env SKIP_WASM_BUILD=1 cargo build --release --locked --manifest-path "$SALUS_ROOT/Cargo.toml" --package salus-try-runtime >&2 ||
	stop "It could not be built; the compiler's message above says why."

wasm=()
if [[ ${1:-} == upgrade || ${1:-} == state ]] && [[ ! " $* " =~ \ (--wasm(=|\ )|--help\ |-h\ ) ]]; then
	path=$("$SALUS_ROOT/scripts/try-runtime/build-wasm.sh")
	wasm=(--wasm "$path")
fi
exec "$CARGO_TARGET_DIR/release/salus-try-runtime" "$@" "${wasm[@]}"
