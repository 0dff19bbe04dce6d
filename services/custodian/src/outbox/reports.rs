//! Releases that the chain is told of afterwards: each once, also where the service was killed in between.

use super::{Outbox, Report};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	kept::Moment,
	ledger::{NotReported, Unanswered},
	trouble::Trouble,
};
use salus_client::chain::{Heads, LIFETIME};
use serde::{Deserialize, Serialize};

/// So many targets are reported in one call without a fee; a report that names none counts as one.
const FREE_TARGETS: usize = 64;
/// How far the chain's clock may be back after a fork, or the custodian's be ahead of it.
const CLOCK_SLACK: Moment = 600_000;
/// After so many blocks no transaction can be in a block that was about to be sent: its lifetime, and the time until it was made.
const LONGEST_LIFE: u64 = 4 * LIFETIME;

/// A report as it is kept until the chain has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptReport {
	pub(super) report: Report,
	/// Since when a transaction with it may be on its way.
	sent: Option<Sent>,
}

/// The best block before it was sent: its number, and the chain's time there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Sent {
	height: u64,
	at: Moment,
}

/// Why not all could be filed. What is left is tried again.
#[derive(Debug, thiserror::Error)]
pub(super) enum FilingError {
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
	#[error(transparent)]
	Ledger(#[from] Unanswered),
	#[error(transparent)]
	NotReported(#[from] NotReported),
}

/// What became of the reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filed {
	/// How many the chain has, those included that it had before.
	pub(super) filed: usize,
	/// How many wait: their transaction may still come, or the chain's clock is behind their moment.
	pub(super) waiting: usize,
}

/// Keeps a release to be reported. The same statement is the same report.
pub(super) async fn add(catalogue: &Catalogue, report: Report) -> Result<(), CatalogueError> {
	let statement = report.statement;
	catalogue.add_report(&statement, &written(&KeptReport { report, sent: None })?).await
}

async fn put(catalogue: &Catalogue, kept: &KeptReport) -> Result<(), CatalogueError> {
	catalogue.put_report(&kept.report.statement, &written(kept)?).await
}

fn written(kept: &KeptReport) -> Result<Vec<u8>, CatalogueError> {
	serde_json::to_vec(kept).map_err(|_| CatalogueError::Damaged)
}

impl Outbox {
	/// Files what is kept, as many in a call as are free. Each is looked for in the trails first, marked before it is sent, and forgotten when
	/// its block is final: so whatever was interrupted is sent again only when no block can hold the earlier transaction any more.
	pub(super) async fn file(&self) -> Result<Filed, FilingError> {
		let kept = self.kept_reports().await?;
		if kept.is_empty() {
			return Ok(Filed::default());
		}
		let heads = *self.ledger.present().await?.heads();
		let mut filed = Filed::default();
		let mut due = Vec::new();
		for kept in kept {
			if self.ledger.is_reported(&kept.report, kept.since()).await? {
				self.catalogue.remove_report(&kept.report.statement).await?;
				filed.filed = filed.filed.saturating_add(1);
			} else if kept.is_due(&heads) {
				due.push(kept.report);
			} else {
				filed.waiting = filed.waiting.saturating_add(1);
			}
		}
		due.sort_by_key(|report| report.released_at);
		for call in in_free_calls(due) {
			self.send(&call).await?;
			filed.filed = filed.filed.saturating_add(call.len());
		}
		Ok(filed)
	}

	pub(super) async fn kept_reports(&self) -> Result<Vec<KeptReport>, CatalogueError> {
		let rows = self.catalogue.reports().await?;
		let read = rows.into_iter().filter_map(|(_, row)| match serde_json::from_slice(&row) {
			Ok(kept) => Some(kept),
			// The others are filed all the same.
			Err(_) => {
				Trouble::KeptUnreadable.tell("a report");
				None
			},
		});
		Ok(read.collect())
	}

	async fn send(&self, reports: &[Report]) -> Result<(), FilingError> {
		let best = self.ledger.present().await?.heads().best;
		let sent = Some(Sent { height: best.number, at: best.time });
		self.mark(reports, sent).await?;
		match self.ledger.report(reports).await {
			Ok(()) => {
				for Report { statement, .. } in reports {
					self.catalogue.remove_report(statement).await?;
				}
				Ok(())
			},
			Err(why) => {
				Trouble::ReportRefused.tell(why);
				if why == NotReported::Never {
					self.mark(reports, None).await?;
				}
				Err(why.into())
			},
		}
	}

	async fn mark(&self, reports: &[Report], sent: Option<Sent>) -> Result<(), CatalogueError> {
		for report in reports {
			put(&self.catalogue, &KeptReport { report: report.clone(), sent }).await?;
		}
		Ok(())
	}
}

impl KeptReport {
	/// Since when its entry may stand in a trail, by the chain's clock.
	fn since(&self) -> Moment {
		let first = self.sent.map_or(Moment::MAX, |sent| sent.at).min(self.report.released_at);
		first.saturating_sub(CLOCK_SLACK)
	}

	/// Whether it may be sent: no block can hold it any more, and the chain's clock has reached its moment.
	fn is_due(&self, heads: &Heads) -> bool {
		let is_gone = self.sent.is_none_or(|Sent { height, .. }| {
			heads.finalized.number > height.saturating_add(LONGEST_LIFE)
		});
		is_gone && self.report.released_at <= heads.best.time
	}
}

/// As many reports at a time, in their order, as one call takes without a fee.
fn in_free_calls(reports: Vec<Report>) -> Vec<Vec<Report>> {
	let mut calls: Vec<Vec<Report>> = Vec::new();
	let mut room = 0;
	for report in reports {
		let targets = report.targets.len().max(1);
		match calls.last_mut() {
			Some(call) if targets <= room => {
				room = room.saturating_sub(targets);
				call.push(report);
			},
			_ => {
				room = FREE_TARGETS.saturating_sub(targets);
				calls.push(vec![report]);
			},
		}
	}
	calls
}
