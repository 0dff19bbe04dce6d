#!/usr/bin/env bash
# Builds the custodian's service in release, and prints the path of the binary.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

(($# == 0)) || stop "This script takes no arguments."

prepare_rust
# From there, for its own lock file.
cd "$SALUS_ROOT/services"
say "Building the custodian's service (the first time takes some minutes)."
cargo build --release --locked --package salus-custodian >&2 || stop "The custodian's service could not be built; the compiler's message above says why."
echo "$CARGO_TARGET_DIR/release/salus-custodian"
