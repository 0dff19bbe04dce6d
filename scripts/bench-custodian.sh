#!/usr/bin/env bash
# Measures what a custodian's service answers a second: releases of one sealed record of 4 KiB on a ticket that the chain has been asked about at these heads,
# and refusals; and what memory it takes while ten readers of several organizations stall over a record of 64 MiB each. The chain behind it is a double that answers at once: the figures
# are the service's own (its router, limits, catalogue and vault), and those of a chain are measured by bench-throughput.sh. `oha` sends the requests, on the same
# machine. Installs and builds what is missing.
set -euo pipefail
# shellcheck source=scripts/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"

OHA_VERSION=1.14.0
LINES=100000
SECONDS_EACH=15
JSON=

usage() {
	cat >&2 <<-EOF
		Usage: scripts/bench-custodian.sh [--seconds N] [--lines N] [--json FILE]
		  --seconds N   how long each load lasts ($SECONDS_EACH)
		  --lines N     so many requests are made beforehand, of which oha draws at random ($LINES); one that is drawn again is refused
		  --json FILE   write the figures there, too
	EOF
}

while (($# > 0)); do
	case $1 in
	--seconds) SECONDS_EACH=${2:?--seconds takes a number} && shift 2 ;;
	--lines) LINES=${2:?--lines takes a number} && shift 2 ;;
	--json) JSON=${2:?--json takes a file} && shift 2 ;;
	*) usage && exit 2 ;;
	esac
done

# The load tool, in a folder of its own.
prepare_oha() {
	OHA=$SALUS_CACHE/oha-$OHA_VERSION/bin/oha
	if [[ -x $OHA ]]; then
		return
	fi
	say "Building oha $OHA_VERSION, which takes some minutes."
	cargo install --quiet --locked --version "$OHA_VERSION" --root "$SALUS_CACHE/oha-$OHA_VERSION" oha >&2 ||
		stop "oha could not be built; the message above says why."
}

prepare_rust
prepare_oha
is_command node || stop "Node.js $NEEDED_NODE_MAJOR is needed to read the figures."
cd "$SALUS_ROOT/services"
say "Building the service, for release."
cargo build --locked --release --package salus-custodian --example load >&2 ||
	stop "The service could not be built; the compiler's message above says why."

folder=$(mktemp -d)
pid=
cleanup() {
	[[ -z $pid ]] || kill "$pid" 2>/dev/null || true
	rm -rf "$folder"
}
trap cleanup EXIT

# Each request that waits has a connection.
ulimit -n 16384 2>/dev/null || true
mkfifo "$folder/stdin"
say "Making $LINES requests of each kind."
"$CARGO_TARGET_DIR/release/examples/load" "$folder" "$LINES" <"$folder/stdin" >"$folder/stdout" &
pid=$!
exec 3>"$folder/stdin"
until url=$(sed -n 's/^listening //p' "$folder/stdout") && [[ -n $url ]]; do
	kill -0 "$pid" 2>/dev/null || stop "The service ended; its message above says why."
	sleep 0.2
done

# Processor time so far, in ticks.
cpu_ticks() {
	awk '{ print $14 + $15 }' "/proc/$pid/stat"
}

# So many connections send what is in a file.
load() {
	local name=$1 connections=$2 before after
	say "$name: $connections connections for $SECONDS_EACH seconds."
	echo 5 >"/proc/$pid/clear_refs"
	before=$(cpu_ticks)
	"$OHA" --no-tui --output-format json -z "${SECONDS_EACH}s" -c "$connections" -m POST -T application/json \
		-Z "$folder/$name.txt" "$url/v1/releases" >"$folder/$name.json"
	after=$(cpu_ticks)
	echo $((after - before)) >"$folder/$name.ticks"
	awk '/^VmHWM:/ { print $2 }' "/proc/$pid/status" >"$folder/$name.peak"
}

# Readers who take what comes first of a long record, and then nothing more until all of them have it.
stall() {
	say "Stalling over records of 64 MiB."
	echo 5 >"/proc/$pid/clear_refs"
	# shellcheck disable=SC2016 # JavaScript, not shell.
	URL=$url BODIES=$folder/long.txt node --input-type=module --eval '
import { readFileSync } from "node:fs";
const { URL, BODIES } = process.env;
const headers = { "content-type": "application/json" };
const ask = (body) => fetch(`${URL}/v1/releases`, { method: "POST", headers, body });
const answers = await Promise.all(readFileSync(BODIES, "utf8").trim().split("\n").map(ask));
const statuses = answers.map((answer) => answer.status);
if (statuses.some((status) => status !== 200)) throw new Error(`not all are answered: ${statuses}`);
const readers = answers.map((answer) => answer.body.getReader());
const begun = await Promise.all(readers.map((reader) => reader.read()));
let bytes = begun.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
for (const reader of readers) {
	for (let read = await reader.read(); !read.done; read = await reader.read()) bytes += read.value.length;
}
console.log(JSON.stringify({ statuses, bytes }));
' >"$folder/long.json"
	awk '/^VmHWM:/ { print $2 }' "/proc/$pid/status" >"$folder/long.peak"
}

load releases 128
stall
load refusals 2000

exec 3>&-
wait "$pid" || stop "The service did not end well."
pid=

figures=$folder/figures.json
# shellcheck disable=SC2016 # JavaScript, not shell.
TICKS=$(getconf CLK_TCK) FOLDER=$folder node --input-type=module --eval '
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
const { FOLDER, TICKS } = process.env;
const read = (name) => readFileSync(`${FOLDER}/${name}`, "utf8");
const figures = ({ name, status }) => {
	const { summary, statusCodeDistribution, latencyPercentiles } = JSON.parse(read(`${name}.json`));
	return {
		aSecond: Math.round((statusCodeDistribution[status] ?? 0) / summary.total),
		statuses: statusCodeDistribution,
		seconds: summary.total,
		latency: { p50: latencyPercentiles.p50, p99: latencyPercentiles.p99 },
		coresOfService: Number(read(`${name}.ticks`)) / Number(TICKS) / summary.total,
		peakMegabytes: Number(read(`${name}.peak`)) / 1024,
	};
};
const long = { ...JSON.parse(read("long.json")), peakMegabytes: Number(read("long.peak")) / 1024 };
const machine = { model: cpus()[0]?.model, cores: cpus().length };
const releases = figures({ name: "releases", status: "200" });
const refusals = figures({ name: "refusals", status: "403" });
console.log(JSON.stringify({ machine, chain: "a double that answers at once", releases, long, refusals }, null, "\t"));
' >"$figures"
cat "$figures"
[[ -z $JSON ]] || cp "$figures" "$JSON"
