#!/usr/bin/env bash
# Makes the specification of a consortium's chain from a file of its members and their keys: who votes in the council, who validates, who holds which
# office. Refuses keys that everybody knows. `--help` tells the options, scripts/chain-spec/members.toml is an example. Installs and builds what is missing.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_node_packages runtime

# Paths on the command line are the caller's, so the folder stays the caller's, too.
exec node --conditions=source --import "$SALUS_ROOT/node_modules/tsx/dist/loader.mjs" "$SALUS_ROOT/scripts/chain-spec/main.ts" "$@"
