#!/usr/bin/env bash
# Measures what the calls of Salus's pallets cost on this runtime, and writes each pallet's
# src/weights.rs. Run it on the machine whose speed the weights shall stand for.
#
# Takes the names of pallets, such as `consent`; all of them without. The official bencher is taken
# from FRAME_OMNI_BENCHER, or from the PATH, or else built once.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

BENCHER_VERSION=0.28.0
STEPS=${STEPS:-50}
REPEAT=${REPEAT:-20}
# A folder of its own: a runtime built for measuring must never take the place of the node's.
BENCHMARK_TARGET_DIR=${CARGO_TARGET_DIR}-benchmarks

find_bencher() {
	local own=$SALUS_CACHE/bencher/bin/frame-omni-bencher
	if [[ -n ${FRAME_OMNI_BENCHER:-} ]]; then
		echo "$FRAME_OMNI_BENCHER"
	elif is_command frame-omni-bencher; then
		command -v frame-omni-bencher
	else
		if [[ ! -x $own ]]; then
			say "Building frame-omni-bencher $BENCHER_VERSION (about an hour on two cores)."
			cargo install frame-omni-bencher --version "$BENCHER_VERSION" --locked \
				--root "$SALUS_CACHE/bencher" >&2 ||
				stop "frame-omni-bencher could not be built. Set FRAME_OMNI_BENCHER to where it is, then run this again."
		fi
		echo "$own"
	fi
}

all_pallets() {
	local folder
	for folder in "$SALUS_ROOT"/pallets/*/; do
		if [[ -f $folder/src/benchmarking.rs ]]; then
			basename "$folder"
		fi
	done
}

# Measures the pallet in pallets/$1.
measure() {
	local pallet=$1
	say "Measuring $pallet."
	"$bencher" v1 benchmark pallet \
		--runtime "$runtime" \
		--genesis-builder runtime \
		--genesis-builder-preset development \
		--pallet "pallet_${pallet//-/_}" \
		--extrinsic '*' \
		--steps "$STEPS" \
		--repeat "$REPEAT" \
		--template "$SALUS_ROOT/scripts/weights-template.hbs" \
		--output "$SALUS_ROOT/pallets/$pallet/src/weights.rs" >&2 ||
		stop "Measuring $pallet failed; the bencher's message above says why."
}

prepare_build
bencher=$(find_bencher)
cd "$SALUS_ROOT"
say "Building the runtime for measuring."
env -u SKIP_WASM_BUILD CARGO_TARGET_DIR="$BENCHMARK_TARGET_DIR" \
	cargo build --release --locked --package salus-runtime --features runtime-benchmarks >&2
runtime=$BENCHMARK_TARGET_DIR/release/wbuild/salus-runtime/salus_runtime.compact.compressed.wasm

pallets=("$@")
((${#pallets[@]} > 0)) || mapfile -t pallets < <(all_pallets)
for pallet in "${pallets[@]}"; do
	measure "$pallet"
done
cargo fmt --all
say "Done. Look at the difference before you commit it."
