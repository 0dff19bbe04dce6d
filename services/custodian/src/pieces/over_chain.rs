//! The chain's word on pieces, over a connection to a node.

use super::ledger::{AnchorState, Anchored, PieceLedger, Plan, Standing, Told, Unanswered};
use crate::{
	clock::Clock,
	kept::{KeptPiece, Moment, PatientId},
};
use async_trait::async_trait;
use salus_client::{
	chain::{
		calls::{self, OwnPiece},
		types::{AnchorFilter, Capacity, CustodyView},
		AskError, AtBlock, Chain, Heads, Payload, SalusConfig, SendError, Signer,
	},
	reading::AnchoredBatch,
};
use std::{collections::BTreeSet, future::Future, sync::Arc, time::Duration};
use tokio::time::timeout;

/// As many anchors as one question answers.
const PAGE: u32 = 100;
/// While a node is out of reach its client waits for it; nobody here waits for longer.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);
/// Of all that is kept on the chain, or of a trail that may have a hundred thousand entries.
const LONGEST_WALK: Duration = Duration::from_secs(3_600);
/// Until what was told is final. After it no block can hold it any more.
const LONGEST_TELLING: Duration = Duration::from_secs(600);

/// A connection, and an account that may say what this custodian keeps.
pub struct OverChain {
	/// The connection.
	pub chain: Chain,
	/// This custodian's number.
	pub organization: u32,
	/// Signs for somebody with the role *custodian* in the organization.
	pub signer: Arc<dyn Signer<SalusConfig> + Send + Sync>,
	/// By which stale heads are found out.
	pub clock: Clock,
}

impl OverChain {
	async fn fresh_heads(&self) -> Result<Heads, Unanswered> {
		let heads = within(LONGEST_ANSWER, self.chain.heads()).await?;
		heads.ensure_fresh(self.clock.now()).map_err(|_| Unanswered)?;
		Ok(heads)
	}

	async fn at_finalized(&self) -> Result<AtBlock, Unanswered> {
		let heads = self.fresh_heads().await?;
		within(LONGEST_ANSWER, self.chain.at(heads.finalized.hash)).await
	}

	/// The numbers by which plans name an organization.
	async fn numbers_of(&self, organization: u32, at: &AtBlock) -> Result<Vec<u32>, Unanswered> {
		let (row, now) = within(LONGEST_ANSWER, async {
			Ok((at.organization(organization).await?, at.time().await?))
		})
		.await?;
		let before = row.map(|row| row.predecessors.0).unwrap_or_default();
		let before = before.into_iter().filter(|predecessor| predecessor.since <= now);
		let before = before.map(|predecessor| predecessor.organization);
		Ok([organization].into_iter().chain(before).collect())
	}

	async fn tell(&self, call: &impl Payload) -> Result<Told, Unanswered> {
		let sent = self.chain.send_until_final(call, self.signer.as_ref());
		match timeout(LONGEST_TELLING, sent).await {
			Ok(Ok(_)) => Ok(Told::Taken),
			Ok(Err(SendError::Refused(refusal))) => Ok(Told::Refused(refusal.name)),
			Ok(Err(SendError::Failed(_))) => Ok(Told::Refused("Failed".into())),
			Ok(Err(_)) | Err(_) => Err(Unanswered),
		}
	}

	fn capacity(&self) -> Capacity {
		Capacity::Practitioner { organization: self.organization }
	}
}

#[async_trait]
impl PieceLedger for OverChain {
	async fn now(&self) -> Result<Moment, Unanswered> {
		Ok(self.fresh_heads().await?.finalized.time)
	}

	async fn standing(&self, patient: &PatientId, anchor: u32) -> Result<Standing, Unanswered> {
		let heads = self.fresh_heads().await?;
		let (best, finalized) = within(LONGEST_ANSWER, async {
			Ok((self.chain.at(heads.best.hash).await?, self.chain.at(heads.finalized.hash).await?))
		})
		.await?;
		Ok(Standing {
			now: heads.finalized.time,
			own: self.numbers_of(self.organization, &finalized).await?,
			best: within(LONGEST_ANSWER, state(&best, patient, anchor)).await?,
			finalized: within(LONGEST_ANSWER, state(&finalized, patient, anchor)).await?,
		})
	}

	async fn numbers(&self, organization: u32) -> Result<Vec<u32>, Unanswered> {
		let at = self.at_finalized().await?;
		self.numbers_of(organization, &at).await
	}

	async fn erased(
		&self,
		patient: &PatientId,
		anchors: &[u32],
	) -> Result<BTreeSet<u32>, Unanswered> {
		let at = self.at_finalized().await?;
		within(LONGEST_WALK, at.erased_anchors(*patient, anchors.iter().copied())).await
	}

	async fn anchors(&self, patient: &PatientId) -> Result<Vec<u32>, Unanswered> {
		let at = self.at_finalized().await?;
		let (mut anchors, mut from) = (Vec::new(), None);
		loop {
			let page = within(LONGEST_ANSWER, at.anchors(*patient, any(), from, PAGE)).await?;
			anchors.extend(page.anchors.iter().map(|view| view.number));
			match page.next {
				// Otherwise it would never end.
				Some(next) if from.is_none_or(|from| next < from) => from = Some(next),
				Some(_) => return Err(Unanswered),
				None => return Ok(anchors),
			}
		}
	}

	async fn own(
		&self,
		seen: &(dyn Fn(u64) + Send + Sync),
	) -> Result<Vec<(PatientId, u32)>, Unanswered> {
		let at = self.at_finalized().await?;
		let own = self.numbers_of(self.organization, &at).await?;
		within(LONGEST_WALK, at.kept_by(&own, seen)).await
	}

	async fn hold(&self, piece: &KeptPiece, until: Moment) -> Result<Told, Unanswered> {
		self.tell(&calls::hold_piece(&named(piece), until, self.capacity())).await
	}

	async fn release(&self, piece: &KeptPiece) -> Result<Told, Unanswered> {
		self.tell(&calls::release_piece(&named(piece), self.capacity())).await
	}
}

async fn state(at: &AtBlock, patient: &PatientId, anchor: u32) -> Result<AnchorState, AskError> {
	let Some(view) = at.anchor(*patient, anchor).await? else { return Ok(AnchorState::Unknown) };
	let Some(batch) = view.anchor.batch else { return Ok(AnchorState::Erased) };
	let custody = at.custody(*patient, anchor).await?;
	// Without a plan the chain shows the batch itself as its only piece.
	let custody =
		custody.filter(|custody| !custody.pieces.iter().all(|piece| piece.root == batch.root));
	Ok(AnchorState::Anchored(Anchored {
		batch: AnchoredBatch { root: batch.root.0, records: batch.leaves },
		author: view.anchor.author.organization(),
		custodian: view.anchor.custodian,
		plan: custody.as_ref().map(plan),
	}))
}

fn plan(custody: &CustodyView) -> Plan {
	Plan {
		pieces: custody.plan(),
		custodians: custody.pieces.iter().map(|piece| piece.custodian).collect(),
		held_until: custody.pieces.iter().map(|piece| piece.held_until).collect(),
	}
}

fn named(piece: &KeptPiece) -> OwnPiece {
	let KeptPiece { patient, anchor, index, root, .. } = *piece;
	OwnPiece { patient, anchor, index, root }
}

fn any() -> AnchorFilter {
	AnchorFilter {
		class: None,
		content: None,
		author: None,
		custodian: None,
		status: None,
		since: None,
		is_disputed: None,
	}
}

/// What it failed with names nobody, or is kept back: an error of the connection may hold what was asked.
async fn within<T>(
	longest: Duration,
	asked: impl Future<Output = Result<T, AskError>>,
) -> Result<T, Unanswered> {
	match timeout(longest, asked).await {
		Ok(Ok(answer)) => Ok(answer),
		Ok(Err(_)) => {
			tracing::warn!(kind = "chain", "the node could not be asked");
			Err(Unanswered)
		},
		Err(_) => {
			tracing::warn!(kind = "chain", "the node does not answer");
			Err(Unanswered)
		},
	}
}
