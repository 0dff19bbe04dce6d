#!/usr/bin/env bash
# Checks that the crates in pallets/ compile with the lowest versions that they say they take, so that a chain with an older lock file can take
# them. Not part of the tests: all is compiled anew, which takes a quarter of an hour on two cores. Run it before a release, and after a requirement has changed.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_rust
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/tests"
cp -r "$SALUS_ROOT/pallets" "$SALUS_ROOT/Cargo.toml" "$SALUS_ROOT/rust-toolchain.toml" "$copy"
# What the pallets' tests need, which cargo looks at though it compiles none.
cp -r "$SALUS_ROOT/tests/model" "$copy/tests"
cd "$copy"
# The pallets alone: what the node needs would raise what they need.
sed -i '/^members = \[/,/^\]/ { /"pallets\//! { /^    /d } }' Cargo.toml
say "Resolving to the lowest versions."
# The flag is one of nightly's, and cargo of the pinned toolchain has it.
RUSTC_BOOTSTRAP=1 cargo generate-lockfile -Z direct-minimal-versions ||
	stop "No versions fit; the message above says which do not. Where another crate takes no less than a higher one, raise the requirement in [workspace.dependencies]."
say "Compiling with them."
SKIP_WASM_BUILD=1 CARGO_TARGET_DIR=$CARGO_TARGET_DIR/lowest-versions \
	cargo check --locked --workspace --features runtime-benchmarks,try-runtime ||
	stop "The pallets do not compile with the lowest versions; the compiler's message above says why. Raise the requirement."
