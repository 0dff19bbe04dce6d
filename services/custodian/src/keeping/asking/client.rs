//! The answers of a node.

use super::{
	ErasuresOnChain, HeadsOfChain, NamesOnChain, SpeakersOnChain, Standing, Unanswered, Under,
};
use crate::kept::{Moment, Name, PatientId};
use async_trait::async_trait;
use futures::{stream, StreamExt, TryStreamExt};
use salus_client::{
	chain::{
		types::{self, Patient, Powers},
		AccountId32, AskError, Chain, Heads, H256,
	},
	emergency_ring::EmergencyRingOnChain,
};
use std::{
	collections::{BTreeSet, HashSet},
	future::Future,
	time::Duration,
};

/// While a node is out of reach its client waits for it; nobody here waits for longer.
pub const LONGEST_ANSWER: Duration = Duration::from_secs(10);
/// Of many anchors, and of a trail that may have a hundred thousand entries.
const LONGEST_WALK: Duration = Duration::from_secs(120);
/// How many questions are on their way at a time.
const AT_A_TIME: usize = 16;

#[async_trait]
impl HeadsOfChain for Chain {
	async fn fresh_heads(&self, now: Moment) -> Result<Heads, Unanswered> {
		let heads = within(LONGEST_ANSWER, self.heads()).await?;
		heads.ensure_fresh(now)?;
		Ok(heads)
	}
}

#[async_trait]
impl NamesOnChain for Chain {
	async fn envelopes(&self, patient: &PatientId, at: H256) -> Result<HashSet<Name>, Unanswered> {
		within(LONGEST_ANSWER, async {
			let at = self.at(at).await?;
			let live = at.live_grants(*patient).await?;
			let named = stream::iter(live).map(|(_, grant)| at.envelope(*patient, grant.id));
			let named: Vec<_> = named.buffer_unordered(AT_A_TIME).try_collect().await?;
			Ok(named.into_iter().flatten().map(|status| status.envelope.commitment.0).collect())
		})
		.await
	}

	async fn emergency_ring(
		&self,
		patient: &PatientId,
		at: H256,
	) -> Result<Option<EmergencyRingOnChain>, Unanswered> {
		within(LONGEST_ANSWER, async {
			let status = self.at(at).await?.emergency_ring(*patient).await?;
			Ok(status.map(|status| told(status.ring)))
		})
		.await
	}
}

#[async_trait]
impl SpeakersOnChain for Chain {
	fn genesis(&self) -> [u8; 32] {
		Self::genesis(self)
	}

	async fn standing(
		&self,
		patient: &PatientId,
		account: &[u8; 32],
		at: H256,
	) -> Result<Standing, Unanswered> {
		within(LONGEST_ANSWER, async {
			let at = self.at(at).await?;
			let (row, powers, now) = tokio::try_join!(
				at.patient(*patient),
				at.powers_of(*patient, *account),
				at.time()
			)?;
			Ok(row.map(|row| standing(&row, powers.as_ref(), account, now)).unwrap_or_default())
		})
		.await
	}
}

#[async_trait]
impl ErasuresOnChain for Chain {
	async fn erased(
		&self,
		patient: &PatientId,
		anchors: &[u32],
		at: H256,
	) -> Result<BTreeSet<u32>, Unanswered> {
		within(LONGEST_WALK, async {
			self.at(at).await?.erased_anchors(*patient, anchors.iter().copied()).await
		})
		.await
	}

	async fn under(&self, patient: &PatientId, anchor: u32, at: H256) -> Result<Under, Unanswered> {
		within(LONGEST_ANSWER, async {
			let at = self.at(at).await?;
			if let Some(view) = at.anchor(*patient, anchor).await? {
				let class = view.anchor.class.0;
				let batch = view.anchor.batch;
				return Ok(
					batch.map_or(Under::Past, |batch| Under::Batch { class, root: batch.root.0 })
				);
			}
			let is_given = anchor < at.next_anchor(*patient).await?;
			Ok(if is_given { Under::Past } else { Under::Nothing })
		})
		.await
	}
}

/// A pending patient's controller is a stranger, to the chain and here: somebody else wrote it down.
fn standing(
	row: &Patient<AccountId32>,
	powers: Option<&Powers>,
	account: &[u8; 32],
	now: Moment,
) -> Standing {
	let is_named = row.controller.as_ref().is_some_and(|controller| controller.0 == *account);
	Standing {
		is_controller: is_named && powers.is_some(),
		may_consent: powers.is_some_and(Powers::has_consent),
		is_frozen: row.is_frozen(now),
		epoch: row.key.as_ref().map_or(0, |key| key.epoch),
	}
}

fn told(ring: types::EmergencyRing) -> EmergencyRingOnChain {
	EmergencyRingOnChain {
		custodians: ring.custodians.0,
		threshold: ring.threshold,
		epoch: ring.key_epoch,
		commitment: ring.commitment.0,
	}
}

/// What a node answers within this time.
pub async fn within<T>(
	most: Duration,
	question: impl Future<Output = Result<T, AskError>>,
) -> Result<T, Unanswered> {
	let answer = tokio::time::timeout(most, question).await;
	Ok(answer.map_err(|_| Unanswered::TooLate)??)
}
