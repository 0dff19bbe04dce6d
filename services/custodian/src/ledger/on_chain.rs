//! The ledger that a node shows.

use super::{
	clerks::{Clerk, Clerks, FreeClerk, NoneFree},
	trails, AtHeads, BatchOnChain, FormerClerk, Ledger, NotJudged, NotRedeemed, NotReported,
	Redeemed, Redeemer, Redemption, Unanswered,
};
use crate::{
	kept::{Moment, Name, PatientId},
	outbox::Report,
	trouble::Trouble,
};
use async_trait::async_trait;
use salus_client::{
	chain::{
		calls, judge_at, types::TicketFault, AskError, Chain, HeadKind, Heads, JudgeError, Judged,
		NotTaken, Payload, Present, Receipt, Refusal, SalusConfig, SendError, Signer, Submitted,
		H256, LIFETIME,
	},
	reading::AnchoredBatch,
	requests::ReleaseRequest,
};
use std::{
	future::Future,
	sync::{Arc, Mutex, PoisonError},
	time::Duration,
};

/// How long a question waits for its answer.
const QUESTION_TIME: Duration = Duration::from_secs(10);
/// How long a redemption may take until a block holds it. No reader waits for longer.
const REDEMPTION_TIME: Duration = Duration::from_secs(60);
/// How long a report may take until a final block holds it.
const REPORT_TIME: Duration = Duration::from_secs(300);
/// How long to wait before a transaction is made anew that the node does not take for now.
const BEFORE_ANEW: Duration = Duration::from_millis(500);
/// How often it is made anew.
const ANEW: usize = 20;
/// How often it is asked for what it does not tell at once of the block that holds a redemption.
const ASKED_AGAIN: usize = 3;
/// How many blocks a node can tell of at least, back from the finalized one. Nodes that keep no archive have 256; the rest is time to ask.
const TOLD_BLOCKS: u64 = 3 * LIFETIME;

/// The chain, by a connection to a node, and accounts that are listed there as custodians of one organization.
pub struct OnChain {
	chain: Chain,
	organization: u32,
	clerks: Clerks,
	latest: Mutex<Option<Present>>,
}

impl OnChain {
	/// For the custodian that is this organization on the chain.
	pub fn new(
		chain: Chain,
		organization: u32,
		clerk: Arc<dyn Signer<SalusConfig> + Send + Sync>,
	) -> Self {
		Self { chain, organization, clerks: Clerks::new(clerk), latest: Mutex::default() }
	}

	/// Another account, for more redemptions in a block.
	pub fn and_clerk(mut self, clerk: Arc<dyn Signer<SalusConfig> + Send + Sync>) -> Self {
		self.clerks.add(clerk);
		self
	}

	/// These were its accounts before.
	pub fn and_former(mut self, former: Vec<FormerClerk>) -> Self {
		self.clerks.remember(former);
		self
	}

	/// Sends, and makes it anew where the node does not take it for now: another process may sign for the same account, and the pool may be
	/// full.
	async fn submit(&self, call: &impl Payload, clerk: &Clerk) -> Result<Submitted, SendError> {
		for _ in 0..ANEW {
			match self.chain.submit(call, clerk.signer()).await {
				Err(SendError::NotTaken(reason)) if passes(&reason) => {
					tokio::time::sleep(BEFORE_ANEW).await;
				},
				sent => return sent,
			}
		}
		self.chain.submit(call, clerk.signer()).await
	}

	async fn included(&self, call: &impl Payload, clerk: &Clerk) -> Result<Receipt, SendError> {
		let mut submitted = self.submit(call, clerk).await?;
		let mut told = submitted.included().await;
		for _ in 0..ASKED_AGAIN {
			// It is final, so that nothing else can come of it.
			let Err(SendError::Elsewhere { block, .. }) = told else { break };
			tokio::time::sleep(BEFORE_ANEW).await;
			told = submitted.outcome_in(block).await;
		}
		told
	}

	async fn finalized(&self, call: &impl Payload, clerk: &Clerk) -> Result<Receipt, SendError> {
		self.submit(call, clerk).await?.finalized().await
	}

	/// Where it was redeemed. It was: so the node is asked again for what it does not tell at once.
	async fn redeemed(&self, receipt: Receipt) -> Result<Redeemed, NotRedeemed> {
		let Receipt { block, transaction, .. } = receipt;
		for _ in 0..ASKED_AGAIN {
			if let Ok(at) = within(self.chain.at(block)).await {
				let number = at.number();
				return Ok(Redeemed { block: block.0, number, transaction: transaction.0 });
			}
		}
		Err(NotRedeemed::Unknown)
	}

	async fn newest(&self) -> Result<Present, AskError> {
		let known = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
		let present = match &known {
			Some(known) => self.chain.present_after(known).await?,
			None => self.chain.present().await?,
		};
		*self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(present.clone());
		Ok(present)
	}

	async fn find_redemption(&self, redemption: &Redemption) -> Result<bool, AskError> {
		let Redemption { patient, ticket, is_single_use, redeemed } = redemption;
		let finalized = self.chain.at_finalized().await?;
		let first = redeemed.number.saturating_sub(LIFETIME);
		if finalized.number().saturating_sub(first) > TOLD_BLOCKS {
			// Of a ticket that serves several times no entry tells which release it was: then one more report is better than one too few.
			return Ok(*is_single_use
				&& trails::redeemer(&finalized, patient, *ticket)
					.await?
					.is_some_and(|redeemer| self.is_own(&redeemer)));
		}
		for number in first..=redeemed.number.saturating_add(LIFETIME).min(finalized.number()) {
			let Some(hash) = self.chain.final_block(number).await? else { break };
			let block = self.chain.at(hash).await?;
			if let Some(succeeded) = block.succeeded(H256(redeemed.transaction)).await? {
				return Ok(succeeded);
			}
		}
		Ok(false)
	}
}

#[async_trait]
impl Ledger for OnChain {
	fn genesis(&self) -> [u8; 32] {
		self.chain.genesis()
	}

	fn is_own(&self, redeemer: &Redeemer) -> bool {
		self.clerks.has(redeemer)
	}

	async fn present(&self) -> Result<Arc<dyn AtHeads>, Unanswered> {
		Ok(Arc::new(within(self.newest()).await?))
	}

	async fn free_clerk(&self) -> Result<FreeClerk, NoneFree> {
		Ok(FreeClerk(Some(self.clerks.free().await?)))
	}

	async fn redeem(
		&self,
		request: &ReleaseRequest,
		by: FreeClerk,
	) -> Result<Redeemed, NotRedeemed> {
		let call = calls::redeem_ticket(request);
		let mut first = by.0;
		for _ in 0..self.clerks.number() {
			let (clerk, _room) = match first.take() {
				Some(free) => free,
				None => self.clerks.free().await.map_err(|_| NotRedeemed::NotSent)?,
			};
			let sent = tokio::time::timeout(REDEMPTION_TIME, self.included(&call, &clerk)).await;
			match sent.map_err(|_| NotRedeemed::Unknown)? {
				// Another may be listed.
				Err(SendError::NotTaken(reason)) if is_about_the_account(&reason) => {
					if clerk.rest() {
						Trouble::MayNotRedeem.tell(NotRedeemed::MayNotRedeem);
					}
				},
				sent => return self.redeemed(sent.map_err(not_redeemed)?).await,
			}
		}
		Err(NotRedeemed::MayNotRedeem)
	}

	async fn redeemer(
		&self,
		patient: &PatientId,
		ticket: u64,
	) -> Result<Option<Redeemer>, Unanswered> {
		within(async { trails::redeemer(&self.chain.at_best().await?, patient, ticket).await })
			.await
	}

	async fn final_block(&self, number: u64) -> Result<Option<[u8; 32]>, Unanswered> {
		within(async { Ok(self.chain.final_block(number).await?.map(|hash| hash.0)) }).await
	}

	async fn has_redemption(&self, redemption: &Redemption) -> Result<bool, Unanswered> {
		let found = tokio::time::timeout(REPORT_TIME, self.find_redemption(redemption)).await;
		found.map_err(|_| Unanswered)?.map_err(unanswered)
	}

	async fn report(&self, reports: &[Report]) -> Result<(), NotReported> {
		let (clerk, _room) = self.clerks.free().await.map_err(|_| NotReported::Never)?;
		let reports = reports.iter().map(Report::on_chain).collect();
		let call = calls::report_access(self.organization, reports);
		let sent = tokio::time::timeout(REPORT_TIME, self.finalized(&call, &clerk)).await;
		if matches!(&sent, Ok(Err(SendError::NotTaken(why))) if is_about_the_account(why)) {
			// Another is asked next time.
			clerk.rest();
		}
		sent.map_err(|_| NotReported::Unknown)?.map(|_| ()).map_err(not_reported)
	}

	async fn is_reported(&self, report: &Report, since: Moment) -> Result<bool, Unanswered> {
		let finalized = within(self.chain.at_finalized()).await?;
		let Report { patient, statement, .. } = report;
		within(trails::is_reported(&finalized, patient, self.organization, statement, since)).await
	}
}

#[async_trait]
impl AtHeads for Present {
	fn heads(&self) -> &Heads {
		&self.heads
	}

	async fn judge(&self, request: &ReleaseRequest, now: Moment) -> Result<Judged, NotJudged> {
		let judged = tokio::time::timeout(QUESTION_TIME, judge_at(self, request, now)).await;
		judged.map_err(|_| Unanswered)?.map_err(|error| match error {
			JudgeError::Void { fault: TicketFault::TicketRedeemed, .. } => NotJudged::Redeemed,
			JudgeError::Void { head: HeadKind::Finalized, fault: TicketFault::TicketNotFound } => {
				NotJudged::NotFinal
			},
			JudgeError::Void { .. } => NotJudged::Void,
			JudgeError::OtherSecret => NotJudged::OtherSecret,
			JudgeError::NotCovered(_) => NotJudged::NotCovered,
			JudgeError::OtherKey | JudgeError::UnusableKey => NotJudged::OtherKey,
			JudgeError::Unanswered(error) => unanswered(error).into(),
			// What is not known here is as good as a head that is too old.
			_ => Unanswered.into(),
		})
	}

	async fn batch(
		&self,
		patient: &PatientId,
		anchor: u32,
	) -> Result<Option<BatchOnChain>, Unanswered> {
		let view = within(self.finalized.anchor(*patient, anchor)).await?;
		Ok(view.and_then(|view| {
			let batch = view.anchor.batch?;
			let batch = AnchoredBatch { root: batch.root.0, records: batch.leaves };
			Some(BatchOnChain { class: view.anchor.class.0, batch })
		}))
	}

	async fn envelope(&self, patient: &PatientId, grant: u32) -> Result<Option<Name>, Unanswered> {
		let status = within(self.finalized.envelope(*patient, grant)).await?;
		Ok(status.map(|status| status.envelope.commitment.0))
	}

	async fn emergency_ring(&self, patient: &PatientId) -> Result<Option<Name>, Unanswered> {
		let status = within(self.finalized.emergency_ring(*patient)).await?;
		Ok(status.map(|status| status.ring.commitment.0))
	}
}

/// The answer, if it comes in time. While the node is out of reach questions wait for it.
async fn within<T>(question: impl Future<Output = Result<T, AskError>>) -> Result<T, Unanswered> {
	let answer = tokio::time::timeout(QUESTION_TIME, question).await;
	answer.map_err(|_| Unanswered)?.map_err(unanswered)
}

/// The error's own words may hold what was asked, so only that there was one is told.
fn unanswered(_: AskError) -> Unanswered {
	Trouble::Chain.tell(Unanswered);
	Unanswered
}

/// Whether a node may take it in a moment, signed anew.
fn passes(reason: &NotTaken) -> bool {
	reason.is_about_the_nonce()
		|| matches!(reason, NotTaken::AncientBirthBlock | NotTaken::Banned | NotTaken::PoolFull)
}

/// Whether it is not taken because of the account that signs, so that another's may be.
fn is_about_the_account(reason: &NotTaken) -> bool {
	matches!(reason, NotTaken::CannotPay | NotTaken::BudgetSpent)
}

fn not_redeemed(error: SendError) -> NotRedeemed {
	match error {
		SendError::Refused(Refusal { pallet, name })
			if pallet == "AuditLog" && name == "TicketRedeemed" =>
		{
			NotRedeemed::Redeemed
		},
		SendError::Refused(_) | SendError::Failed(_) => NotRedeemed::Refused,
		SendError::NotTaken(_) | SendError::NotSent(_) | SendError::Superseded => {
			NotRedeemed::NotSent
		},
		_ => NotRedeemed::Unknown,
	}
}

fn not_reported(error: SendError) -> NotReported {
	match error {
		SendError::Refused(_)
		| SendError::Failed(_)
		| SendError::NotTaken(_)
		| SendError::NotSent(_)
		| SendError::Superseded => NotReported::Never,
		_ => NotReported::Unknown,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_no_block_can_hold_any_more_is_not_unknown() {
		assert_eq!(not_redeemed(SendError::Superseded), NotRedeemed::NotSent);
		assert_eq!(not_reported(SendError::Superseded), NotReported::Never);
		// Another node may still have it.
		let let_go = || SendError::LetGo("invalid".into());
		assert_eq!(not_redeemed(let_go()), NotRedeemed::Unknown);
		assert_eq!(not_reported(let_go()), NotReported::Unknown);
	}
}
