#!/usr/bin/env bash
# Runs a network of several validators on this machine: `up` makes their keys and a chain, starts a node for each and waits until a block is final;
# `status` tells how they are, `down` ends them. Installs and builds what is missing. `--help` tells the options.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

prepare_node_packages
cd "$SALUS_ROOT"
exec node --conditions=source --import tsx scripts/network/main.ts "$@"
