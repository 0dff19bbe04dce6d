#!/usr/bin/env bash
# Builds the tool by which the tests check the client in TypeScript against the one in Rust, and prints the path of the binary.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_rust
# From there, for its own lock file. Alone, so that it gets no features that only tests of other crates turn on.
cd "$SALUS_ROOT/services"
cargo build --locked --package salus-format >&2 || stop "The tool could not be built; the compiler's message above says why."
echo "$CARGO_TARGET_DIR/debug/salus-format"
