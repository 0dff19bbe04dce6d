#!/usr/bin/env bash
# Builds the second implementation of the record format, which the end-to-end tests use, and prints the path of the binary.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_rust
# From there, for its own settings and lock file.
cd "$SALUS_ROOT/tests/second-implementation"
cargo build --locked >&2 || stop "The tool could not be built; the compiler's message above says why."
echo "$CARGO_TARGET_DIR/debug/salus-format"
