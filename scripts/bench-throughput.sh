#!/usr/bin/env bash
# Measures what a development node of its own carries: requests for access and transfers a second, how long they take,
# and how the weights accounted for compare with the time that passes; and how long releases take on several validators.
# Installs and builds what is missing. `--help` tells the options.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_node_packages
cd "$SALUS_ROOT"
exec node --conditions=source --import tsx scripts/throughput/main.ts "$@"
