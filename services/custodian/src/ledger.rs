//! What a release asks the chain, and what it tells it.

mod clerks;
#[cfg(test)]
pub(crate) mod double;
mod former_clerks;
mod on_chain;
mod trails;

pub use clerks::{FreeClerk, NoneFree, REACH};
pub use former_clerks::{former_clerks, FormerClerk};
pub use on_chain::OnChain;

use crate::{
	kept::{Moment, Name, PatientId},
	outbox::Report,
};
use async_trait::async_trait;
use salus_client::{
	chain::{Heads, Judged},
	reading::AnchoredBatch,
	requests::ReleaseRequest,
};
use std::sync::Arc;

/// The chain, as far as releases go.
#[async_trait]
pub trait Ledger: Send + Sync {
	/// The hash of the chain's first block.
	fn genesis(&self) -> [u8; 32];

	/// Whether it is an account by which this service redeems and reports, or did so then.
	fn is_own(&self, redeemer: &Redeemer) -> bool;

	/// The chain at the heads that it has now.
	async fn present(&self) -> Result<Arc<dyn AtHeads>, Unanswered>;

	/// Waits for an account that has room for a redemption.
	async fn free_clerk(&self) -> Result<FreeClerk, NoneFree>;

	/// Redeems the ticket of a request that was judged, by this account if that may; comes back when a block holds the redemption, and it succeeded there.
	async fn redeem(
		&self,
		request: &ReleaseRequest,
		by: FreeClerk,
	) -> Result<Redeemed, NotRedeemed>;

	/// Who used up a ticket, as the patient's trail tells at the best head.
	async fn redeemer(
		&self,
		patient: &PatientId,
		ticket: u64,
	) -> Result<Option<Redeemer>, Unanswered>;

	/// The hash of the final block of this number; nothing where finality has not come so far.
	async fn final_block(&self, number: u64) -> Result<Option<[u8; 32]>, Unanswered>;

	/// Whether a final block holds a redemption that was in a block which is not final. To be asked once the redemption is too old for
	/// any further block. Where that cannot be found out any more, it says no.
	async fn has_redemption(&self, redemption: &Redemption) -> Result<bool, Unanswered>;

	/// Reports releases in one transaction; comes back when a final block holds it.
	async fn report(&self, reports: &[Report]) -> Result<(), NotReported>;

	/// Whether the entry of a report stands in a trail at the finalized head, written at `since` or later by the chain's clock.
	async fn is_reported(&self, report: &Report, since: Moment) -> Result<bool, Unanswered>;
}

/// The chain at its two heads. What is beside the judgement is as of the finalized one.
#[async_trait]
pub trait AtHeads: Send + Sync {
	/// The heads.
	fn heads(&self) -> &Heads;

	/// Whether a request may be answered, as far as the chain has a say. `now` is the custodian's clock.
	async fn judge(&self, request: &ReleaseRequest, now: Moment) -> Result<Judged, NotJudged>;

	/// The batch under an anchor; nothing if there is no such anchor, or its batch was erased.
	async fn batch(
		&self,
		patient: &PatientId,
		anchor: u32,
	) -> Result<Option<BatchOnChain>, Unanswered>;

	/// The hash of the envelope that a grant names.
	async fn envelope(&self, patient: &PatientId, grant: u32) -> Result<Option<Name>, Unanswered>;

	/// The commitment of the patient's emergency ring.
	async fn emergency_ring(&self, patient: &PatientId) -> Result<Option<Name>, Unanswered>;
}

/// A batch as an anchor names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchOnChain {
	/// The class of its records. Which keys open its header hangs on it.
	pub class: u16,
	/// What proves its records.
	pub batch: AnchoredBatch,
}

/// The chain could not be asked. Whatever was asked may be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chain does not answer")]
pub struct Unanswered;

/// Why the chain does not let a request be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJudged {
	/// The chain could not be asked, or its heads are too old.
	#[error(transparent)]
	Unanswered(#[from] Unanswered),
	/// The ticket was redeemed before.
	#[error("the ticket was redeemed before")]
	Redeemed,
	/// The best block has the ticket, and the finalized one has not yet.
	#[error("the ticket is not final yet")]
	NotFinal,
	/// The ticket does not hold, for another reason.
	#[error("the ticket does not hold")]
	Void,
	/// The secret is not the ticket's.
	#[error("the secret is not the ticket's")]
	OtherSecret,
	/// The ticket does not permit all that the request names.
	#[error("the ticket does not permit all of it")]
	NotCovered,
	/// The key is not the reader's published one, or nothing can be sealed to it.
	#[error("the key is not the reader's")]
	OtherKey,
}

/// A redemption, and the block in which it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redeemed {
	/// The block's hash.
	pub block: [u8; 32],
	/// The block's number.
	pub number: u64,
	/// The transaction's hash.
	pub transaction: [u8; 32],
}

/// Who used up a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redeemer {
	/// The account.
	pub account: [u8; 32],
	/// When, by the chain's clock.
	pub at: Moment,
}

/// What tells a redemption from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redemption {
	/// The patient's id.
	pub patient: PatientId,
	/// The ticket.
	pub ticket: u64,
	/// Whether the ticket serves once.
	pub is_single_use: bool,
	/// Where it was seen.
	pub redeemed: Redeemed,
}

/// Why nothing may be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRedeemed {
	/// Another redemption of the ticket was faster.
	#[error("the ticket was redeemed before")]
	Redeemed,
	/// The chain refused it: the ticket does not hold any more.
	#[error("the chain refused the redemption")]
	Refused,
	/// No block holds it, for no fault of the ticket's.
	#[error("the redemption was not sent")]
	NotSent,
	/// The node takes none of the own accounts: the organization is suspended, or they are not listed, or have spent what they may send.
	#[error("the node takes no redemption of the own accounts")]
	MayNotRedeem,
	/// Whether a block holds it, or will, is unknown.
	#[error("what became of the redemption is unknown")]
	Unknown,
}

/// Why releases are not reported yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReported {
	/// No block can hold the transaction, or one holds it and it failed there: it may be sent again.
	#[error("the chain did not take the reports")]
	Never,
	/// A block may hold it.
	#[error("what became of the reports is unknown")]
	Unknown,
}
