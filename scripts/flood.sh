#!/usr/bin/env bash
# Floods a development node of its own, and says how those fared who must not be kept out. Installs and builds what is
# missing. `--help` tells the options.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_node_packages
cd "$SALUS_ROOT"
exec node --conditions=source --import tsx scripts/flood/main.ts "$@"
