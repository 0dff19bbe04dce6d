//! What a custodian takes in: sessions of writers, sealed records and batches; and what of it is destroyed.

pub mod asking;
pub mod batches;
pub mod desk;
mod emergency_rings;
mod envelopes;
pub mod handed_in;
pub(crate) mod ids;
pub mod kept_headers;
pub mod one_at_a_time;
pub mod open_sessions;
pub mod records;
mod routes;
pub mod sessions;
pub mod shares;
pub mod sweeping;
mod trouble;
mod under_way;
pub mod uploads;
pub mod writers;

#[cfg(test)]
pub(crate) mod doubles;
#[cfg(test)]
pub(crate) mod writer_doubles;

use crate::{catalogue::Catalogue, clock::Clock, quotas::Quotas, refusal::Refusal, vault::Vault};
use one_at_a_time::OneAtATime;
use sessions::Sessions;
use std::{sync::Arc, time::Duration};
use tokio::sync::{watch, Semaphore};
use under_way::UnderWay;
use writers::AnchorsOnChain;

/// How often it is looked for records that no batch has named in time.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(60 * 60);

/// So many large batches are read at a time, at most: one may have tens of thousands of records, and their text is in memory.
const LARGE_BATCHES_AT_A_TIME: usize = 2;

/// What keeping is made of.
pub struct KeepingParts {
	/// Is asked for each batch anew.
	pub chain: Arc<dyn AnchorsOnChain>,
	/// What is kept.
	pub catalogue: Arc<Catalogue>,
	/// Where the sealed records are.
	pub vault: Vault,
	/// What time it is.
	pub clock: Clock,
	/// Who hands something in.
	pub sessions: Arc<Sessions>,
	/// What changes something that is kept of a patient waits for its turn.
	pub turns: Arc<OneAtATime>,
	/// How much writers may have here.
	pub quotas: Quotas,
}

/// Takes in what writers hand in.
pub struct Keeping {
	chain: Arc<dyn AnchorsOnChain>,
	catalogue: Arc<Catalogue>,
	vault: Vault,
	clock: Clock,
	sessions: Arc<Sessions>,
	turns: Arc<OneAtATime>,
	quotas: Quotas,
	under_way: UnderWay,
	large_batches: Semaphore,
}

impl Keeping {
	/// Keeping, of its parts.
	pub fn new(parts: KeepingParts) -> Self {
		let KeepingParts { chain, catalogue, vault, clock, sessions, turns, quotas } = parts;
		let under_way = UnderWay::default();
		let large_batches = Semaphore::new(LARGE_BATCHES_AT_A_TIME);
		Self { chain, catalogue, vault, clock, sessions, turns, quotas, under_way, large_batches }
	}

	/// Destroys, from time to time, records that no batch has named for a day; until it is told that it is over.
	pub async fn run(self: Arc<Self>, mut until: watch::Receiver<bool>) {
		loop {
			match self.sweep_loose().await {
				Ok(destroyed) => tracing::info!(destroyed, "loose records were swept"),
				Err(refusal) => {
					tracing::warn!(%refusal, "loose records could not be swept, and will be later");
				},
			}
			tokio::select! {
				// Also when nobody is left who could say so.
				_ = until.wait_for(|is_over| *is_over) => return,
				() = tokio::time::sleep(BETWEEN_SWEEPS) => {},
			}
		}
	}
}

/// Does what takes a while without holding up others.
async fn blocking<T: Send + 'static>(
	work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
	tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Unavailable)
}

impl std::fmt::Debug for Keeping {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Keeping")
	}
}
