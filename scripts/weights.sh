#!/usr/bin/env bash
# Measures what this runtime's calls, extensions and blocks cost, and what its node's database does, and writes the weights.
# Run it on the machine whose speed the weights shall stand for, with nothing else on it.
#
# Takes the names of pallets, such as `consent`, and of what else is measured: `extensions`, `lanes`, `balances`,
# `timestamp`, `transaction-payment`, `overhead` (a block, and a transaction), `database`. All of them without.
# The official bencher is taken from FRAME_OMNI_BENCHER, or from the PATH, or else built once.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

BENCHER_VERSION=0.28.0
STEPS=${STEPS:-50}
REPEAT=${REPEAT:-20}
# A folder of its own: a runtime built for measuring must never take the place of the node's.
BENCHMARK_TARGET_DIR=${CARGO_TARGET_DIR}-benchmarks
RUNTIME_WEIGHTS=$SALUS_ROOT/runtime/src/weights

# What is measured beside the pallets of Salus: its name here, and the bencher's.
declare -A STOCK=(
	[extensions]=frame_system_extensions
	[lanes]=lanes
	[balances]=pallet_balances
	[timestamp]=pallet_timestamp
	[transaction-payment]=pallet_transaction_payment
)

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

everything() {
	local folder
	printf '%s\n' database overhead "${!STOCK[@]}"
	for folder in "$SALUS_ROOT"/pallets/*/; do
		if [[ -f $folder/src/benchmarking.rs ]]; then
			basename "$folder"
		fi
	done
}

# The runtime's Wasm, ordinary or for measuring (`$1`: the features), in a target folder of its own (`$2`).
build_runtime() {
	say "Building the runtime${1:+ for measuring}."
	env -u SKIP_WASM_BUILD CARGO_TARGET_DIR="$2" \
		cargo build --release --locked --package salus-runtime ${1:+--features "$1"} >&2
	echo "$2/release/wbuild/salus-runtime/salus_runtime.compact.compressed.wasm"
}

# Measures the pallet that the bencher calls `$1`, and writes `$2` by the template `$3`.
measure() {
	say "Measuring $1."
	"$bencher" v1 benchmark pallet \
		--runtime "$runtime" \
		--genesis-builder runtime \
		--genesis-builder-preset development \
		--pallet "$1" \
		--extrinsic '*' \
		--steps "$STEPS" \
		--repeat "$REPEAT" \
		--template "$SALUS_ROOT/scripts/$3" \
		--output "$2" 2>&1 | tee "$messages" >&2 ||
		stop "Measuring $1 failed; the bencher's message above says why."
	# On this runtime everything can be done by somebody: nothing of it weighs nothing.
	! grep -q "weightless skipped" "$messages" ||
		stop "Something of $1 found nothing to measure; the bencher's message above says what."
}

# What the stock tool for it writes, as the weights of this runtime.
measure_overhead() {
	local folder ordinary
	ordinary=$(build_runtime '' "$CARGO_TARGET_DIR")
	folder=$(mktemp -d)
	say "Measuring an empty block, and a transaction that does nothing."
	"$bencher" v1 benchmark overhead --runtime "$ordinary" --genesis-builder-preset development \
		--weight-path "$folder" --warmup 10 --repeat 100 >&2 ||
		stop "Measuring blocks failed; the bencher's message above says why."
	cat >"$RUNTIME_WEIGHTS/overhead.rs" <<-RUST
		//! What a block costs that holds nothing, and a transaction that does nothing: measured by \`scripts/weights.sh\`, on
		//! $(cpu).

		use frame_support::weights::Weight;

		/// Executing a block without a transaction.
		pub const BLOCK: Weight = Weight::from_parts($(nanoseconds "$folder/block_weights.rs")_000, 0);

		/// Executing a transaction without a call: its signature, its extensions, the hash of it in the block.
		pub const EXTRINSIC: Weight = Weight::from_parts($(nanoseconds "$folder/extrinsic_weights.rs")_000, 0);
	RUST
	rm -rf "$folder"
}

# The weight in a file that the bencher wrote.
nanoseconds() {
	sed -n 's/.*WEIGHT_REF_TIME_PER_NANOS.saturating_mul(\([0-9_]*\)).*/\1/p' "$1"
}

measure_database() {
	local read write
	say "Measuring the database."
	read -r read write < <(cargo run --release --locked --package salus-node --example database |
		sed -n 's/^read \([0-9]*\) ns, write \([0-9]*\) ns$/\1 \2/p') ||
		stop "The database could not be measured; the message above says why."
	cat >"$RUNTIME_WEIGHTS/database.rs" <<-RUST
		//! What the node's database costs: measured by \`scripts/weights.sh database\`, which runs \`node-template/benches/database.rs\`, on
		//! $(cpu).

		use frame_support::weights::RuntimeDbWeight;

		/// A row of a million, in picoseconds: read without the node's cache; written, root and commit included, among those of a full block.
		pub const DATABASE: RuntimeDbWeight = RuntimeDbWeight { read: $((read * 1000)), write: $((write * 1000)) };
	RUST
}

cpu() {
	sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1
}

prepare_build
cd "$SALUS_ROOT"
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT
wanted=("$@")
((${#wanted[@]} > 0)) || mapfile -t wanted < <(everything)
runtime=
for name in "${wanted[@]}"; do
	case $name in
	database) measure_database ;;
	overhead)
		bencher=$(find_bencher)
		measure_overhead
		;;
	*)
		bencher=$(find_bencher)
		[[ -n $runtime ]] || runtime=$(build_runtime runtime-benchmarks "$BENCHMARK_TARGET_DIR")
		if [[ -n ${STOCK[$name]:-} ]]; then
			measure "${STOCK[$name]}" "$RUNTIME_WEIGHTS/${STOCK[$name]}.rs" stock-weights-template.hbs
		else
			measure "pallet_${name//-/_}" "$SALUS_ROOT/pallets/$name/src/weights.rs" weights-template.hbs
		fi
		;;
	esac
done
cargo fmt --all
say "Done. Look at the difference before you commit it."
