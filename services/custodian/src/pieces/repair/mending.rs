//! Restoring pieces while the service is at work: those that it finds lost by itself, and what whoever runs it asks for. One anchor after the other.

use super::{run, Arguments, NotRepaired, NotRun, Repairer, Summary};
use crate::{
	catalogue::CatalogueError,
	kept::{KeptPiece, PatientId},
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{
	sync::{watch, Mutex, Notify},
	time::{sleep, Instant},
};

/// How often it is looked for pieces that are lost still, besides when one is found lost.
const EVERY: Duration = Duration::from_secs(600);
/// So many are looked up at once.
const PIECES_AT_ONCE: u32 = 100;
/// An anchor that could not be repaired is tried again after [`EVERY`], and then after twice as long each time, but this often at least.
const SELDOMEST: Duration = Duration::from_secs(6 * 3_600);

/// Repairs beside a service that is at work.
pub struct Mender {
	repairer: Repairer,
	/// A piece was found lost.
	lost: Arc<Notify>,
	/// Tells that a piece is to be proved.
	restored: Arc<Notify>,
	/// What is fetched at once is one batch.
	one_at_a_time: Mutex<()>,
}

/// Which anchors could not be repaired, and when to try again.
#[derive(Default)]
struct Failed(HashMap<(PatientId, u32), Again>);

struct Again {
	at: Instant,
	after: Duration,
}

impl Mender {
	pub(crate) fn new(repairer: Repairer, lost: Arc<Notify>, restored: Arc<Notify>) -> Self {
		Self { repairer, lost, restored, one_at_a_time: Mutex::default() }
	}

	/// Restores what is found lost until `until` says true. Where nobody says where other custodians are asked there is nothing to be done.
	pub async fn run(self: Arc<Self>, mut until: watch::Receiver<bool>) {
		let work = async {
			if self.repairer.peers.known().is_empty() {
				std::future::pending::<()>().await;
			}
			let mut failed = Failed::default();
			loop {
				let lost = self.lost.notified();
				if let Err(error) = self.mend(&mut failed).await {
					tracing::warn!(kind = "repairs-held-up", %error, "pieces");
				}
				tokio::select! {
					() = lost => {},
					() = sleep(EVERY) => {},
				}
			}
		};
		tokio::select! {
			() = work => {},
			_ = until.wait_for(|ends| *ends) => {},
		}
	}

	/// Repairs what `arguments` name, as [`run`] does.
	pub async fn repair(
		&self,
		arguments: &Arguments,
		tell: &(dyn Fn(&str) + Send + Sync),
	) -> Result<Summary, NotRun> {
		let _alone = self.one_at_a_time.lock().await;
		let summary = run(arguments, &self.repairer, tell).await;
		self.restored.notify_one();
		summary
	}

	/// Tries each anchor of which a piece is lost, unless it failed of late.
	async fn mend(&self, failed: &mut Failed) -> Result<(), CatalogueError> {
		let (mut after, mut lost): (Option<KeptPiece>, HashMap<_, _>) = Default::default();
		loop {
			let pieces =
				self.repairer.catalogue.lost_pieces(after.as_ref(), PIECES_AT_ONCE).await?;
			let Some(last) = pieces.last().cloned() else { break };
			after = Some(last);
			for KeptPiece { patient, anchor, .. } in pieces {
				let key = (patient, anchor);
				if lost.insert(key, ()).is_none() && failed.is_to_be_tried(&key) {
					self.mend_anchor(key, failed).await;
				}
			}
		}
		// Of what is lost no longer nothing is remembered.
		failed.0.retain(|key, _| lost.contains_key(key));
		Ok(())
	}

	async fn mend_anchor(&self, key: (PatientId, u32), failed: &mut Failed) {
		let _alone = self.one_at_a_time.lock().await;
		let (patient, anchor) = key;
		match self.repairer.repair(&patient, anchor).await {
			Ok(repaired) => {
				for blamed in repaired.blamed.iter().filter(|blamed| blamed.why.is_false()) {
					tell_false(blamed.custodian);
				}
				failed.0.remove(&key);
				self.restored.notify_one();
			},
			Err(error) => {
				if let NotRepaired::TooFewPieces(blamed) = &error {
					for blamed in blamed.iter().filter(|blamed| blamed.why.is_false()) {
						tell_false(blamed.custodian);
					}
				}
				tracing::warn!(kind = "not-repaired", %error, "pieces");
				failed.add(key);
			},
		}
	}
}

/// A custodian's number names no patient.
fn tell_false(custodian: u32) {
	tracing::warn!(kind = "false-piece", custodian, "pieces");
}

impl Failed {
	fn is_to_be_tried(&self, key: &(PatientId, u32)) -> bool {
		self.0.get(key).is_none_or(|again| again.at <= Instant::now())
	}

	fn add(&mut self, key: (PatientId, u32)) {
		let now = Instant::now();
		let again = self.0.entry(key).or_insert(Again { at: now, after: EVERY });
		again.at = now.checked_add(again.after).unwrap_or(now);
		again.after = again.after.saturating_mul(2).min(SELDOMEST);
	}
}

impl std::fmt::Debug for Mender {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Mender")
	}
}

#[cfg(test)]
mod tests;
