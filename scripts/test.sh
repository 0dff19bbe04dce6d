#!/usr/bin/env bash
# Checks and tests all of Salus: format, spelling, client, Rust tests, lints, docs, each pallet alone,
# runtime and node, the tutorial, a custodian's service, the demo on a stock node, a network of four validators, the journey of a record on a real node, and a flood
# of one. Cheap stages come first; the first failure ends the run. With --network it tries only what may happen to a network of four validators, all cases, and what operators put around a node.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

(($# == 0)) || [[ $# == 1 && $1 == --network ]] || stop "The only argument is --network, which tries what may happen to a network of four validators, and nothing else."

cd "$SALUS_ROOT"
log=$(mktemp)
finished=()
current=
current_began=0

# Runs a command as the stage `$1`.
stage() {
	current=$1
	current_began=$SECONDS
	shift
	say "$current"
	"$@" 2>&1 | tee -a "$log"
	finished+=("$(stage_line "$current" "$((SECONDS - current_began))")")
	current=
}

# Begins the command as a stage beside others: what waits for the blocks of a node leaves the processors to them. `join_stages` waits for all that have begun.
begun=()
beside() {
	# shellcheck disable=SC2034 # The trap reads when it began.
	local name=$1 said began=$SECONDS
	said=$(mktemp)
	shift
	say "Beginning: $name"
	# With a process group of its own, so that an interrupted run can end all of it.
	set -m
	(
		trap 'echo "$((SECONDS - began))" >"$said.seconds"' EXIT
		"$@"
	) >"$said" 2>&1 &
	set +m
	begun+=("$!" "$said" "$name")
}

# Hears the stages that run beside each other, in their order, and all of them before the first that failed ends the run.
join_stages() {
	local said result=0 failed='' seconds=''
	while ((${#begun[@]} > 0)); do
		said=${begun[1]} current=${begun[2]} current_began=$SECONDS
		if wait "${begun[0]}"; then
			finished+=("$(stage_line "$current" "$(<"$said.seconds")")")
		elif ((result == 0)); then
			result=1 failed=$current seconds=$(<"$said.seconds")
		fi
		say "$current"
		tee -a "$log" <"$said"
		rm -f "$said" "$said.seconds"
		begun=("${begun[@]:3}")
	done
	current=$failed current_began=$((SECONDS - ${seconds:-0}))
	return "$result"
}

stage_line() {
	printf '%-44s %6d s' "$1" "$2"
}

# The sums of what cargo's and Node's own reports say: passed, failed.
count_tests() {
	sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
		/^test result:/ { passed += $4; failed += $6 }
		/^(#|ℹ) pass [0-9]+$/ { passed += $3 }
		/^(#|ℹ) fail [0-9]+$/ { failed += $3 }
		END { printf "%d passed, %d failed\n", passed, failed }'
}

# Prints the table of stages, however the run ends.
report() {
	local result=$? i
	for ((i = 0; i < ${#begun[@]}; i += 3)); do
		kill -- "-${begun[i]}" 2>/dev/null || true
		rm -f "${begun[i + 1]}" "${begun[i + 1]}.seconds"
	done
	echo
	((${#finished[@]} == 0)) || printf '%s\n' "${finished[@]}"
	if [[ -n $current ]]; then
		echo "$(stage_line "$current" "$((SECONDS - current_began))")  FAILED"
	fi
	stage_line total "$SECONDS"
	echo
	count_tests
	rm -f "$log"
	if ((result != 0)); then
		echo "Stopped: ${current:-the preparation} did not pass; the messages above the table say why." >&2
	fi
}
trap report EXIT

# Spelling in all files, the form of TOML, and what in scripts is likely to be a fault.
check_spelling_and_scripts() {
	"$SALUS_TOOLS/bin/typos"
	RUST_LOG=warn "$SALUS_TOOLS/bin/taplo" fmt --check --diff
	"$SALUS_TOOLS/bin/shellcheck" --external-sources scripts/*.sh .ci/run
}

# Licences and sources of all crates, as deny.toml says; not the advisories, which change without us.
check_dependencies() {
	local manifest
	# A list for two workspaces has what only one of them needs.
	local quiet=(--allow parse-error --allow license-not-encountered --allow license-exception-not-encountered)
	for manifest in Cargo.toml services/Cargo.toml; do
		"$SALUS_TOOLS/bin/cargo-deny" --locked --manifest-path "$manifest" --config deny.toml \
			check --hide-inclusion-graph "${quiet[@]}" bans licenses sources
	done
}

# The client in Rust, a second implementation of the record format, and the two clients against each other; and the lints of the services. Their workspace
# is one of its own, so that its cryptography is not compiled into what the chain's crates share; all of this takes some minutes.
test_second_implementation() {
	local workspace=(--manifest-path services/Cargo.toml --workspace --features salus-client/chain)
	cargo fmt --manifest-path services/Cargo.toml --all --check
	cargo clippy --locked "${workspace[@]}" --all-targets -- -D warnings
	cargo test --locked --manifest-path services/Cargo.toml --package salus-client --package salus-format --features salus-client/chain
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items "${workspace[@]}"
	# Whoever leaves its features out compiles it without a chain; its tests have one.
	cargo clippy --locked --manifest-path services/Cargo.toml --package salus-client -- -D warnings
	scripts/build-second-implementation.sh
	env SALUS_FORMAT="$CARGO_TARGET_DIR/debug/salus-format" npm run --silent test:exchange
}

# The parts of the custodian's service, as far as they need no node; what needs one is compiled, too, for `on_a_node`.
test_custodian() {
	local package=(--locked --manifest-path services/Cargo.toml --package salus-custodian)
	cargo test "${package[@]}" --no-run
	cargo test "${package[@]}" --lib --bins --examples --test store
	cargo test "${package[@]}" --doc
}

# A development chain with its first state, which each node would take ten seconds to make for itself.
make_development_chain() {
	"$CARGO_TARGET_DIR/release/salus-node" export-chain-spec --chain dev --raw --output "$CARGO_TARGET_DIR/release/development-chain.json"
}

# A test program of the services' workspace that starts a node.
on_a_node() {
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" SALUS_CHAIN="$CARGO_TARGET_DIR/release/development-chain.json" \
		cargo test --locked --manifest-path services/Cargo.toml --package "$1" "${@:2}"
}

# The node, and what tries an upgrade: one after the other, since the latter turns features on with which the node's runtime does not build.
lint_node() {
	env -u SKIP_WASM_BUILD cargo clippy --release --locked --package salus-node --all-targets -- -D warnings
	env SKIP_WASM_BUILD=1 cargo clippy --release --locked --package salus-try-runtime --all-targets -- -D warnings
}

# What an upgrade is tried and rehearsed with.
build_what_is_upgraded_to() {
	scripts/network/build-rehearsal.sh
	scripts/try-runtime.sh --help
	scripts/try-runtime/build-wasm.sh --rehearsal
}

# All that may happen to a network. Built already, the Wasm of the next release is found at once.
try_network() {
	local rehearsal trial
	rehearsal=$(scripts/network/build-rehearsal.sh)
	trial=$(scripts/try-runtime/build-wasm.sh --rehearsal)
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" SALUS_CUSTODIAN="$CARGO_TARGET_DIR/release/salus-custodian" \
		SALUS_REHEARSAL="$rehearsal" SALUS_TRIAL="$trial" npm run --silent test:network
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" SALUS_REHEARSAL="$rehearsal" cargo test --locked \
		--manifest-path services/Cargo.toml --package salus-client --features chain --test chain upgrade
}

# nginx, the unit, alerts and the dashboard, as operators take them, with a node.
try_operating() {
	prepare_operating
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" npm run --silent test:operating
}

# The Wasm is built once, with the node; tests and lints run the runtime's native code.
without_wasm=(env SKIP_WASM_BUILD=1)
# What is built in release, with what the node needs, is left out.
most=(--workspace --exclude salus-node --exclude salus-try-runtime)
# All features but the one that needs an executor to build the Wasm with.
features=(--features "doubles,runtime-benchmarks,test-migrations,try-runtime")

stage "Preparing" prepare_everything
# Again, out of the stage's subshell: for what it exports.
prepare_everything

if (($# == 1)); then
	stage "Wrong clocks" prepare_faketime
	stage "Runtime and node" scripts/build-node.sh
	stage "Custodian's service" scripts/build-custodian.sh
	stage "What is upgraded to" build_what_is_upgraded_to
	stage "Network of four, all cases" try_network
	stage "What operators take" try_operating
	exit
fi

stage "Format" cargo fmt --all --check
stage "Spelling, TOML and scripts" check_spelling_and_scripts
stage "Dependencies" check_dependencies
stage "Client: types" npm run --silent check
stage "Client: lints" npm run --silent lint
stage "Client: nothing unused" npm run --silent knip
stage "Client: unit tests" npm run --silent test:unit
stage "Record format, second implementation" test_second_implementation
stage "Rust tests" \
	"${without_wasm[@]}" cargo test --locked "${most[@]}" "${features[@]}"
# The same choice of crates and features as the tests, which so share what is built for both.
stage "Lints" \
	"${without_wasm[@]}" cargo clippy --locked "${most[@]}" --all-targets "${features[@]}" -- -D warnings
# The same features here, too, so that what the lints have compiled is compiled no more.
stage "Docs" \
	"${without_wasm[@]}" RUSTDOCFLAGS="-D warnings" \
	cargo doc --locked --no-deps --document-private-items "${most[@]}" "${features[@]}"
stage "Each pallet alone" scripts/check-pallets.sh
stage "Runtime and node" scripts/build-node.sh
stage "Metadata" env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" scripts/metadata.sh --check
# In release, and after the node: what its build needed is there already.
stage "Node: lints" \
	lint_node
# Of the node's targets only this test, which runs the binary just built.
stage "Node: commands" \
	env -u SKIP_WASM_BUILD cargo test --release --locked --package salus-node --test commands
stage "Custodian's service: parts" test_custodian
stage "Custodian's service" scripts/build-custodian.sh
stage "Development chain" make_development_chain
# These start nodes of their own and mostly wait for their blocks.
beside "Tutorial" \
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" npm run --silent test:tutorial
# What it is compiled into is there already; before, it had no node.
beside "Client in Rust: on a real node" on_a_node salus-client --features chain --test chain
for part in desk keeping pieces release service; do
	beside "Custodian's service on a real node: $part" on_a_node salus-custodian --test "$part"
done
join_stages
# Where there is a stock node; the test says why not, where there is none.
beside "Demo on the stock node" \
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" SALUS_CUSTODIAN="$CARGO_TARGET_DIR/release/salus-custodian" \
	npm run --silent test:omni-node
beside "Network of four" \
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" npm run --silent test:network:killed
join_stages
# Alone: more than a hundred people are in it at once, who wait for no more than some seconds each.
stage "Journey on a real node" \
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" SALUS_FORMAT="$CARGO_TARGET_DIR/debug/salus-format" \
	SALUS_CUSTODIAN="$CARGO_TARGET_DIR/release/salus-custodian" npm run --silent test:e2e
# Some blocks more than are promised: a machine for tests may be slow. Nobody may be refused or dropped.
stage "Flood, small" \
	env SALUS_NODE="$CARGO_TARGET_DIR/release/salus-node" scripts/flood.sh --small --slack 2
