//! Pieces of batches, as `docs/record-format.md`, "Pieces", says: several custodians keep a batch together, and any k of n pieces give it again.
//!
//! - A piece is [taken in](Pieces::take_in) as the plan on the chain has it, and charged to the writer who brings it.
//! - It is [handed out](Pieces::piece), whole or [chunk by chunk](Pieces::chunk), to custodians of the plan, to the writer of the records, to the
//!   custodian that the anchor names and to the patient's side.
//! - It is [proved](Pieces::run) again and again, by a chunk at random, and only what was proved is told to the chain anew. What is lost or damaged is
//!   told as well.
//! - It is destroyed 90 days after a plan has dropped it, and at once when the patient has erased the anchor.
//! - What is lost is [repaired](repair) from the pieces of the other custodians, of whom none is trusted: by the service itself, once it
//!   finds that it is lost, or when whoever runs it asks for it.

mod back_off;
#[cfg(test)]
mod doubles;
mod gathering;
mod handing_out;
pub mod ledger;
mod over_chain;
pub mod peers;
mod piece_id;
mod presence;
mod proving;
pub mod reading;
pub mod repair;
mod restoring;
mod routes;
mod settings;
mod shelf;
mod taking_in;

pub use handing_out::HandedOut;
pub use over_chain::OverChain;
pub use settings::{InvalidSettings, Settings, KEPT_AFTER_DROPPED};
pub use shelf::ProvedChunk;
pub use taking_in::Taken;

use crate::{
	catalogue::Catalogue,
	keeping::{one_at_a_time::OneAtATime, sessions::Sessions, sweeping::ErasedPieces},
	kept::{Moment, PatientId},
	quotas::Quotas,
	refusal::Refusal,
	vault::Vault,
};
use async_trait::async_trait;
use ledger::{PieceLedger, Unanswered};
use peers::{Paced, Peers};
use piece_id::PieceId;
use repair::{Mender, Repairer, Turns};
use salus_client::rand_core::CryptoRng;
use shelf::Shelf;
use std::{
	collections::HashSet,
	path::PathBuf,
	sync::{Arc, Mutex, PoisonError},
};
use taking_in::OnTheirWay;
use tokio::sync::Notify;

/// What pieces are kept with.
pub struct Parts {
	/// The chain.
	pub ledger: Arc<dyn PieceLedger>,
	/// What is kept.
	pub catalogue: Arc<Catalogue>,
	/// Where the bytes are.
	pub vault: Vault,
	/// Who hands in, and who fetches.
	pub sessions: Arc<Sessions>,
	/// How much writers may have here, pieces and all.
	pub quotas: Quotas,
	/// How they are kept.
	pub settings: Settings,
	/// Chooses chunks: whoever damages a store must not know which are looked at.
	pub rng: Box<dyn CryptoRng + Send>,
}

/// The pieces that a custodian keeps.
pub struct Pieces {
	ledger: Arc<dyn PieceLedger>,
	catalogue: Arc<Catalogue>,
	shelf: Shelf,
	sessions: Arc<Sessions>,
	quotas: Quotas,
	settings: Settings,
	rng: Mutex<Box<dyn CryptoRng + Send>>,
	/// One after the other of what is done to a piece, by its id.
	turns: OneAtATime,
	on_their_way: OnTheirWay,
	/// There is a piece that was never proved.
	arrived: Arc<Notify>,
	/// What failed, and waits until all else that was due was looked at.
	put_off: Mutex<HashSet<PieceId>>,
	/// A piece is lost: others may be.
	suspect: Notify,
	/// A piece is lost: it may be restored.
	lost: Arc<Notify>,
}

impl Pieces {
	/// Of these parts.
	pub fn new(parts: Parts) -> Self {
		let Parts { ledger, catalogue, vault, sessions, quotas, settings, rng } = parts;
		Self {
			ledger,
			catalogue,
			shelf: Shelf::new(vault),
			sessions,
			quotas,
			settings,
			rng: Mutex::new(rng),
			turns: OneAtATime::default(),
			on_their_way: OnTheirWay::default(),
			arrived: Arc::default(),
			put_off: Mutex::default(),
			suspect: Notify::new(),
			lost: Arc::default(),
		}
	}

	/// What restores pieces beside these, from other custodians; and, in the turns of patients that all parts of a custodian share, records.
	/// What it fetches is in files of `folder` that nobody sees.
	pub fn mender(&self, peers: Arc<dyn Peers>, patients: OneAtATime, folder: PathBuf) -> Mender {
		let repairer = Repairer {
			ledger: self.ledger.clone(),
			catalogue: self.catalogue.clone(),
			vault: self.shelf.vault().clone(),
			peers: Arc::new(Paced::new(peers, self.settings.repair_bytes_per_second)),
			folder,
			turns: Turns { pieces: self.turns.clone(), patients },
		};
		Mender::new(repairer, self.lost.clone(), self.arrived.clone())
	}

	/// One of so many, at random.
	fn any_of(&self, number: u64) -> u64 {
		let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
		// A remainder of 64 bits favours none of so few by more than one in 2^44.
		rng.next_u64().checked_rem(number).unwrap_or_default()
	}
}

/// When a piece was proved last that shall be proved next, and is no new one.
const DUE_AT_ONCE: Option<Moment> = Some(0);

/// What becomes of pieces, for whoever watches.
fn count(what: &'static str) {
	metrics::counter!("salus_custodian_pieces_total", "what" => what).increment(1);
}

#[async_trait]
impl ErasedPieces for Pieces {
	async fn drop_erased(&self, patient: &PatientId) -> Result<u64, Refusal> {
		Self::drop_erased(self, patient).await
	}
}

fn no_answer(_: Unanswered) -> Refusal {
	Refusal::Unavailable
}

impl std::fmt::Debug for Pieces {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Pieces")
	}
}
