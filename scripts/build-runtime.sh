#!/usr/bin/env bash
# Builds the runtime's Wasm as a release: from what is committed, reproducibly, so that every operator who builds the same commit gets the same bytes. Prints
# its path, and the hash by which an upgrade is authorized. With --metadata-hash it answers for its metadata, so that hardware wallets sign: for networks that last.
#
# What a compiler writes depends on where the source lies, so it is built in one place on every machine, /var/tmp/salus-runtime, which is kept for the next time.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

PLACE=/var/tmp/salus-runtime

(($# == 0)) || [[ $# == 1 && $1 == --metadata-hash ]] || stop "The only argument is --metadata-hash, which lets hardware wallets sign."
features=()
(($# == 0)) || features=(--features metadata-hash)

prepare_build
cd "$SALUS_ROOT"
commit=$(git rev-parse HEAD 2>/dev/null) || stop "This is no git repository: a release is built from a commit."
git diff --quiet HEAD || say "What is not committed is left out: this builds $commit."

mkdir -p "$PLACE" || stop "$PLACE cannot be written to. Make it yours, then run this again."
exec 9>"$PLACE/lock"
flock --nonblock 9 || stop "Another build runs in $PLACE."
rm -rf "$PLACE/source"
mkdir "$PLACE/source"
git archive "$commit" | tar -x -C "$PLACE/source"

say "Building the runtime of $commit (the first time takes about ten minutes on two cores)."
remapped="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$(rustc --print sysroot)=/rust"
cd "$PLACE/source"
env -u SKIP_WASM_BUILD -u RUSTFLAGS CARGO_TARGET_DIR="$PLACE/target" WASM_BUILD_RUSTFLAGS="$remapped" \
	cargo build --release --locked --package salus-runtime "${features[@]}" >&2 ||
	stop "The runtime could not be built; the compiler's message above says why."
wasm=$PLACE/target/release/wbuild/salus-runtime/salus_runtime.compact.compressed.wasm
echo "$wasm"
echo "BLAKE2b-256: 0x$(b2sum --length 256 "$wasm" | cut -d' ' -f1)"
echo "SHA-256:     0x$(sha256sum "$wasm" | cut -d' ' -f1)"
