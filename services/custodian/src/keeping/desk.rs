//! Where a patient's side is answered, and what the chain names by a hash is taken in.

mod answering;
mod backups;
mod headers;
mod json_list;
mod request;
mod routes;

pub use answering::Answer;
pub use request::PresentedRequest;

use super::{
	asking::{ErasuresOnChain, NamesOnChain, SpeakersOnChain},
	one_at_a_time::OneAtATime,
	sweeping::{Asked, ErasedPieces},
};
use crate::{
	catalogue::Catalogue,
	clock::Clock,
	kept::{Charged, Moment, Name, NamedKind, PatientId},
	limits::PerMinute,
	quotas::Quotas,
	refusal::Refusal,
	vault::Vault,
};
use salus_client::{chain::Heads, PrivateKey};
use std::sync::Arc;

/// What is asked of the chain here.
pub trait DeskChain: NamesOnChain + SpeakersOnChain + ErasuresOnChain {}

impl<T: NamesOnChain + SpeakersOnChain + ErasuresOnChain> DeskChain for T {}

/// What a desk is made of.
pub struct DeskParts {
	/// The custodian's number on the chain.
	pub organization: u32,
	/// Is asked for each request anew; nothing that it answers is remembered.
	pub chain: Arc<dyn DeskChain>,
	/// What is kept.
	pub catalogue: Arc<Catalogue>,
	/// Where the sealed records are.
	pub vault: Vault,
	/// The private halves of keys that the organization published, with which it opens its shares.
	pub keys: Arc<[PrivateKey]>,
	/// What time it is.
	pub clock: Clock,
	/// What changes something that is kept of a patient waits for its turn.
	pub turns: Arc<OneAtATime>,
	/// Where pieces of what a patient erased are.
	pub pieces: Arc<dyn ErasedPieces>,
	/// How often one account is answered.
	pub accounts: Arc<PerMinute>,
	/// How much there may be here of a patient.
	pub quotas: Quotas,
}

/// Answers a patient's side, takes in what the chain names, and destroys what it names no longer.
pub struct Desk {
	pub(super) organization: u32,
	pub(super) chain: Arc<dyn DeskChain>,
	pub(super) catalogue: Arc<Catalogue>,
	pub(super) vault: Vault,
	pub(super) keys: Arc<[PrivateKey]>,
	pub(super) clock: Clock,
	pub(super) turns: Arc<OneAtATime>,
	pub(super) pieces: Arc<dyn ErasedPieces>,
	accounts: Arc<PerMinute>,
	pub(super) asked: Asked,
	pub(super) quotas: Quotas,
}

/// Whether something that came in was here before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
	/// It was not.
	New,
	/// It was, and is.
	Known,
}

impl Desk {
	/// A desk of its parts.
	pub fn new(parts: DeskParts) -> Self {
		let DeskParts {
			organization,
			chain,
			catalogue,
			vault,
			keys,
			clock,
			turns,
			pieces,
			accounts,
			quotas,
		} = parts;
		Self {
			organization,
			chain,
			catalogue,
			vault,
			keys,
			clock,
			turns,
			pieces,
			accounts,
			asked: Asked::default(),
			quotas,
		}
	}

	/// The heads at which the chain is asked.
	pub(super) async fn fresh_heads(&self) -> Result<Heads, Refusal> {
		Ok(self.chain.fresh_heads(self.clock.now()).await?)
	}

	/// What time it is, for what is kept or destroyed by it: no earlier than the chain's, so that a clock that was slow does not make
	/// anything seem older later. How far it may be ahead the heads tell, which would be stale.
	pub(super) fn time(&self, heads: &Heads) -> Moment {
		self.clock.now().max(heads.finalized.time)
	}

	/// Keeps what has a name, in the patient's turn. Where there is no room for it, what the chain names no longer makes room first: the ring, say,
	/// in whose place this one comes.
	pub(super) async fn keep_named(
		&self,
		kind: NamedKind,
		patient: &PatientId,
		name: &Name,
		content: &[u8],
	) -> Result<Taken, Refusal> {
		if self.catalogue.names(kind, patient).await?.contains(name) {
			return Ok(Taken::Known);
		}
		let put = || self.catalogue.put_named(kind, patient, name, content, &self.quotas);
		let mut charged = put().await?;
		if charged == Charged::OverLimit && self.drop_unnamed(patient).await? > 0 {
			charged = put().await?;
		}
		match charged {
			Charged::New | Charged::Known => Ok(Taken::New),
			Charged::OverLimit => Err(Refusal::OverQuota),
		}
	}
}

impl std::fmt::Debug for Desk {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Desk")
	}
}

#[cfg(test)]
mod tests;
