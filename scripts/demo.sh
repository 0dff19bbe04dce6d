#!/usr/bin/env bash
# Plays a patient's FHIR bundle through all pallets of a running Salus chain. Installs and builds what is
# missing, starts a development node, and takes it down again. `--help` tells the options.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

# Before anything is installed.
for argument in "$@"; do
	if [[ $argument == --help || $argument == -h ]]; then
		exec cat "$SALUS_ROOT/scripts/demo/help.txt"
	fi
done

# In a process group of its own, so that a stopped run also stops what is being installed.
set -m
prepare_node_packages runtime &
preparing=$!
trap 'kill -TERM -- "-$preparing" 2>/dev/null; exit 143' TERM HUP
trap 'kill -TERM -- "-$preparing" 2>/dev/null; exit 130' INT
wait "$preparing"
trap - TERM HUP INT
set +m

# Paths on the command line are the caller's, so the folder stays the caller's, too.
# A heap that is not bounded grows to several times of what a large record takes.
exec node --max-old-space-size=320 --conditions=source --import "$SALUS_ROOT/node_modules/tsx/dist/loader.mjs" "$SALUS_ROOT/scripts/demo/main.ts" "$@"
