#!/usr/bin/env bash
# Checks that the crates in pallets/ compile with the lowest versions that they say they take, so that a chain with an older lock file can take
# them. Not part of the tests: all is compiled anew, which takes a quarter of an hour on two cores. Run it before a release, and after a requirement has changed.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_rust
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$SALUS_ROOT/pallets" "$SALUS_ROOT/Cargo.toml" "$SALUS_ROOT/rust-toolchain.toml" "$copy"
cd "$copy"
# The pallets alone: what the node needs would raise what they need.
sed -i '/^members = \[/,/^\]/ { /"pallets\//! { /^    /d } }' Cargo.toml
say "Resolving to the lowest versions."
# The flag is one of nightly's, and cargo of the pinned toolchain has it.
RUSTC_BOOTSTRAP=1 cargo generate-lockfile -Z direct-minimal-versions ||
	stop "A requirement in [workspace.dependencies] is lower than what another crate takes; the message above says which. Raise it."
say "Compiling with them."
SKIP_WASM_BUILD=1 CARGO_TARGET_DIR=$CARGO_TARGET_DIR/lowest-versions \
	cargo check --locked --workspace --features runtime-benchmarks,try-runtime ||
	stop "The pallets do not compile with the lowest versions; the compiler's message above says why. Raise the requirement."
