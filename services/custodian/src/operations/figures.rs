//! Figures for Prometheus.

use super::Watch;
use crate::trouble::Trouble;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, Unit};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;
use tokio::{sync::watch, time::sleep};

/// Times of answers, in seconds: around the interval of refusals, and the chain's blocks.
const BUCKETS: [f64; 12] = [0.001, 0.005, 0.01, 0.025, 0.1, 0.3, 0.6, 1.0, 2.5, 5.0, 10.0, 60.0];

/// Where all figures of this process are.
#[derive(Clone)]
pub struct Figures(PrometheusHandle);

/// Makes this process count. Once in a process.
pub fn install() -> Result<Figures, BuildError> {
	let buckets = |builder: PrometheusBuilder| {
		builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)
	};
	let handle = buckets(PrometheusBuilder::new())?.install_recorder()?;
	describe();
	Ok(Figures(handle))
}

impl Figures {
	/// As Prometheus reads them.
	pub fn render(&self, watch: &Watch) -> String {
		// A time of a head that nobody has seen is none.
		if let Some((best, finalized)) = watch.head_ages() {
			gauge!("salus_custodian_head_age_seconds", "head" => "best").set(seconds(best));
			gauge!("salus_custodian_head_age_seconds", "head" => "finalized")
				.set(seconds(finalized));
		}
		let unready = watch.unready();
		gauge!("salus_custodian_ready").set(if unready.is_empty() { 1.0 } else { 0.0 });
		let stands_by = unready.contains(&super::Unready::StandsBy);
		gauge!("salus_custodian_at_work").set(if stands_by { 0.0 } else { 1.0 });
		self.0.run_upkeep();
		self.0.render()
	}
}

/// How often what was counted is taken up.
const TAKEN_UP_EVERY: Duration = Duration::from_secs(5);

impl Figures {
	/// Takes up what was counted, until `until` turns true: as long as nobody reads the figures, each time of an answer would stay in memory.
	pub async fn take_up(self, mut until: watch::Receiver<bool>) {
		let again_and_again = async {
			loop {
				sleep(TAKEN_UP_EVERY).await;
				self.0.run_upkeep();
			}
		};
		tokio::select! {
			() = again_and_again => {},
			_ = until.wait_for(|is_over| *is_over) => {},
		}
	}
}

fn seconds(milliseconds: i64) -> f64 {
	// Far below where a float has gaps.
	let bounded =
		i32::try_from(milliseconds).unwrap_or(if milliseconds < 0 { i32::MIN } else { i32::MAX });
	f64::from(bounded) / 1_000.0
}

fn describe() {
	describe_gauge!(
		"salus_custodian_ready",
		"Whether the custodian is ready; /readyz says why not."
	);
	describe_gauge!(
		"salus_custodian_at_work",
		"Whether this instance is the one at work on the store; 0 while it stands by."
	);
	describe_gauge!(
		"salus_custodian_head_age_seconds",
		Unit::Seconds,
		"How old the node's best and finalized head are by the own clock; below 0 if they are ahead."
	);
	describe_gauge!(
		"salus_custodian_certificate_expiry_timestamp_seconds",
		Unit::Seconds,
		"When, since 1970, the certificate in use expires. There is none without TLS."
	);
	describe_gauge!("salus_custodian_requests_in_flight", "Requests that are being answered, but for releases to practitioners and organizations whose ticket is judged.");
	describe_histogram!(
		"salus_custodian_request_duration_seconds",
		Unit::Seconds,
		"How long requests took until their answer began, by route, method and status."
	);
	describe_counter!(
		"salus_custodian_refusals_total",
		"Answers other than what was asked for, by route and by the code that the client was told."
	);
	describe_counter!(
		"salus_custodian_panics_total",
		"Requests that were not answered because of a fault in this program."
	);
	describe_counter!("salus_custodian_released_total", "Releases that were begun.");
	describe_counter!(
		"salus_custodian_not_released_total",
		"Release requests that were not answered, by reason. Clients are told no more than that."
	);
	describe_counter!(
		"salus_custodian_troubles_total",
		"What whoever runs the custodian has to see to, by kind."
	);
	describe_counter!("salus_custodian_pieces_total", "What became of pieces.");
	describe_gauge!(
		"salus_custodian_pieces_lost",
		"Pieces that are lost or damaged, and not restored yet."
	);
	describe_gauge!(
		"salus_custodian_pieces_waiting",
		"Pieces that were never proved, or are to be proved at once."
	);
	describe_gauge!(
		"salus_custodian_oldest_proof_timestamp_seconds",
		Unit::Seconds,
		"When, since 1970, that piece was proved whose proof is the oldest; not a number where there is none."
	);
	describe_gauge!(
		"salus_custodian_piece_proofs_every_seconds",
		Unit::Seconds,
		"How often each piece is to be proved."
	);
	describe_counter!(
		"salus_custodian_destroyed_total",
		"What was destroyed since the chain names it no longer, or since it was replaced long ago."
	);
	describe_counter!(
		"salus_custodian_sweeps_failed_total",
		"Patients of whom it could not be found out what the chain still names. They are looked at again."
	);
	describe_counter!(
		"salus_custodian_shares_closed_total",
		"Own shares of emergency rings that did not open with any of the keys."
	);
	for begins_at_0 in [
		"salus_custodian_panics_total",
		"salus_custodian_released_total",
		"salus_custodian_destroyed_total",
		"salus_custodian_sweeps_failed_total",
		"salus_custodian_shares_closed_total",
	] {
		counter!(begins_at_0).increment(0);
	}
	describe_gauge!(
		"salus_custodian_pending_redemptions",
		"Releases whose redemption is in no final block yet."
	);
	describe_gauge!(
		"salus_custodian_pending_reports",
		"Releases that the chain has still to be told of."
	);
	describe_gauge!(
		"salus_custodian_kept_bytes",
		Unit::Bytes,
		"What is on the accounts of all organizations, of all patients with a history here, and of all newcomers, wherever the vault is."
	);
	describe_gauge!(
		"salus_custodian_kept_limit_bytes",
		Unit::Bytes,
		"What may be on those accounts."
	);
	describe_gauge!(
		"salus_custodian_catalogue_bytes",
		Unit::Bytes,
		"What the catalogue takes: SQLite's file, or PostgreSQL's database."
	);
	describe_gauge!(
		"salus_custodian_disk_free_bytes",
		Unit::Bytes,
		"Room left where the catalogue and the vault are, if that is a folder of this machine."
	);
	// A counter that comes up with its first event has not risen by it: nobody would be told.
	for kind in Trouble::ALL {
		counter!("salus_custodian_troubles_total", "kind" => kind.name()).increment(0);
	}
}
