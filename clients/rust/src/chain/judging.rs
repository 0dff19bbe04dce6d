//! A custodian's judgement on a request to release, as far as the chain has a say (`docs/record-format.md`, "Release", 3 and 4).

use super::{
	at_block::ShownTicket,
	connection::Present,
	reader_key::published_key,
	targets::granted,
	types::{Ticket, TicketFault},
	AskError, Chain, GrantedTarget, HeadKind, Heads, NotCovered, StaleHead,
};
use crate::{
	requests::{ReleaseRequest, RequestError},
	sealing::ensure_can_seal_to,
};
use subxt::utils::AccountId32;

/// A request that may be answered, for as long as the heads are the present ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
	/// The ticket, as of the finalized head.
	pub ticket: Ticket<AccountId32>,
	/// What the request names, in its order.
	pub targets: Vec<GrantedTarget>,
	/// The heads at which the chain was asked. What is handed out beside the records is that of the finalized one.
	pub heads: Heads,
}

/// Why a request is not answered. To whoever asks, a custodian may say the same of all of them; to whoever runs it they are apart.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JudgeError {
	/// The node does not show the present. The ticket may hold: ask another node, or later.
	#[error(transparent)]
	StaleHead(#[from] StaleHead),
	/// The ticket does not hold.
	#[error("the ticket does not hold at the {head:?} head: {fault:?}")]
	Void {
		/// At which head.
		head: HeadKind,
		/// Why.
		fault: TicketFault,
	},
	/// The secret is not the one to which the ticket's holder committed.
	#[error("the secret is not the ticket's")]
	OtherSecret,
	/// The ticket does not permit all that the request names.
	#[error(transparent)]
	NotCovered(#[from] NotCovered),
	/// The key of the request is not the one that its reader published.
	#[error("the key of the request is not the reader's published one")]
	OtherKey,
	/// Nothing can be sealed to the key of the request.
	#[error("nothing can be sealed to the key of the request")]
	UnusableKey,
	/// The chain could not be asked.
	#[error("the chain could not be asked")]
	Unanswered(#[from] AskError),
}

/// Whether a request may be answered: its ticket holds at the best and at the finalized head, neither of which is older than a minute
/// by a clock that says `now`, in milliseconds since 1970; its secret gives the ticket's claim; the ticket permits all of its targets at
/// both heads; and its key is the reader's published one, if there is one.
///
/// What needs no chain is checked before, by [`Signed::check`](crate::requests::Signed::check). After this come the store, the nonce and
/// [`redeem_ticket`](super::calls::redeem_ticket); only when that succeeded is anything handed out.
pub async fn judge(
	chain: &Chain,
	request: &ReleaseRequest,
	now: u64,
) -> Result<Judged, JudgeError> {
	judge_at(&chain.present().await?, request, now).await
}

/// The same as [`judge`], at heads that were asked for: for several requests at once. Whoever keeps what it says keeps it for exactly these
/// heads, and asks for the heads anew for each request.
pub async fn judge_at(
	present: &Present,
	request: &ReleaseRequest,
	now: u64,
) -> Result<Judged, JudgeError> {
	let Present { heads, best: at_best, finalized: at_finalized } = present;
	heads.ensure_fresh(now)?;
	let shown = ShownTicket::from(request);

	let void = |head| move |fault| JudgeError::Void { head, fault };
	let best = at_best.check_ticket(&shown).await?.map_err(void(HeadKind::Best))?;
	let ticket = at_finalized.check_ticket(&shown).await?.map_err(void(HeadKind::Finalized))?;

	// First of all: who knows no more than the ticket, which is public, is told nothing of it.
	request.ensure_claimed(&ticket.claim.0).map_err(|_: RequestError| JudgeError::OtherSecret)?;
	let targets = granted(request.targets.as_slice(), &best.targets, &ticket.targets)?;

	let published = published_key(at_finalized, request.patient, &ticket.reader, &targets).await?;
	let fits = request.ensure_published(published.as_ref());
	fits.map_err(|_: RequestError| JudgeError::OtherKey)?;
	// Otherwise that would show after the ticket is redeemed.
	ensure_can_seal_to(&request.reader).map_err(|_| JudgeError::UnusableKey)?;
	Ok(Judged { ticket, targets, heads: *heads })
}

impl From<&ReleaseRequest> for ShownTicket {
	fn from(request: &ReleaseRequest) -> Self {
		Self {
			patient: request.patient,
			sequence: request.sequence,
			holder: request.holder,
			practitioner: request.practitioner,
			custodian: request.custodian,
		}
	}
}
