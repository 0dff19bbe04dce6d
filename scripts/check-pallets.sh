#!/usr/bin/env bash
# Checks that every crate in pallets/ compiles alone, as somebody takes it who takes no other: into a Wasm runtime
# (no_std), one for measuring weights, and one for trying upgrades. In a build of the whole workspace, a feature that one
# crate forgets to pass on is often passed on by another; so the lists of features are compared, too.
#
# At the end each is packed as for a registry, which finds out what a manifest lacks.
#
# Takes the names of pallets, such as `consent`; all of them without.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

all_pallets() {
	local folder
	for folder in pallets/*/; do
		basename "$folder"
	done
}

# Compiles the crate in pallets/$1 with these features and no others. All do so for Wasm, and so share what the crates
# of others are compiled to.
check() {
	local manifest=pallets/$1/Cargo.toml features=$2
	say "Checking $1 alone, ${features:-with no feature}."
	SKIP_WASM_BUILD=1 cargo check --quiet --locked --manifest-path "$manifest" \
		--target "$WASM_TARGET" --no-default-features --features "$features" ||
		stop "The crate in pallets/$1 does not compile alone (${features:-no_std}); the compiler's message above says why. Look whether $manifest passes all features on."
}

# The first as substrate-wasm-builder does: by it, the SDK's crates know that they are for a runtime.
export CARGO_TARGET_WASM32V1_NONE_RUSTFLAGS="--cfg substrate_runtime -D warnings"

prepare_rust
prepare_node_packages
cd "$SALUS_ROOT"
pallets=("$@")
((${#pallets[@]} > 0)) || mapfile -t pallets < <(all_pallets)

say "Comparing the lists of features."
cargo metadata --locked --all-features --format-version 1 | node --import tsx scripts/checks/main.ts ||
	stop "Add what is missing to the [features] of the Cargo.toml named above."
# By feature, since each of them has the crates of others compiled again.
for features in '' runtime-benchmarks try-runtime; do
	for pallet in "${pallets[@]}"; do
		if [[ -z $features ]] || grep -q "^$features = " "pallets/$pallet/Cargo.toml"; then
			check "$pallet" "$features"
		fi
	done
done

# Only all of them: what they depend on of each other must be there.
if ((${#pallets[@]} == $(all_pallets | wc -l))); then
	say "Packing."
	packed=()
	for pallet in "${pallets[@]}"; do
		packed+=(--package "$(sed -n 's/^name = "\(.*\)"/\1/p' "pallets/$pallet/Cargo.toml" | head -n 1)")
	done
	cargo package --quiet --no-verify --allow-dirty "${packed[@]}" ||
		stop "A crate of pallets/ cannot be packed; the message above says why."
fi
