#!/usr/bin/env bash
# Turns a patient's consent on a Salus chain into FHIR Consent resources, and back, and audit trails into
# AuditEvents. `--help` tells the commands, docs/fhir-mapping.md the mapping. Installs Node's packages if they are missing.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

# Shows help from the texts in fhir/help, which takes neither packages nor a network. Fails if no help is asked for.
show_help() {
	local word topic=main asked=
	(($# > 0)) || asked=yes
	for word in "$@"; do
		case $word in
		-h | --help) asked=yes ;;
		help) [[ $word == "$1" ]] && asked=yes ;;
		export | import | validate) [[ $topic != main ]] || topic=$word ;;
		esac
	done
	[[ -n $asked ]] && cat "$SALUS_ROOT/scripts/fhir/help/$topic.txt"
}

show_help "$@" && exit

# HL7's definitions are development packages, and only `validate` reads them.
if [[ $1 == validate ]]; then
	prepare_node_packages
else
	prepare_node_packages runtime
fi

# Paths on the command line are the caller's, so the folder stays the caller's, too.
exec node --conditions=source --import "$SALUS_ROOT/node_modules/tsx/dist/loader.mjs" "$SALUS_ROOT/scripts/fhir/main.ts" "$@"
