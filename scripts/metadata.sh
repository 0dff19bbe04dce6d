#!/usr/bin/env bash
# Writes clients/metadata/salus.scale, what the runtime says about itself, and the types that the TypeScript client has from it.
# Asks the node that scripts/build-node.sh built, or the one that SALUS_NODE names. With --check it writes nothing, and fails where
# a file is not what it would write.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

(($# == 0)) || [[ $# == 1 && $1 == --check ]] || stop "The only argument is --check, which writes nothing and fails where a file is out of date."

cd "$SALUS_ROOT"
node_binary=${SALUS_NODE:-$CARGO_TARGET_DIR/release/salus-node}
[[ -x $node_binary ]] || stop "There is no node at $node_binary. Run scripts/build-node.sh first, or set SALUS_NODE."
prepare_node_packages runtime
node --import tsx clients/typescript/generate/metadata.ts "$node_binary" "$@"
node --import tsx clients/typescript/generate/runtime-types.ts "$@"
