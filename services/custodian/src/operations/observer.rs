//! Looks again and again at the node, the own standing and the store.

use super::{room, Standing, StandingFault, Unready, Watch};
use crate::{
	catalogue::Catalogue,
	kept::PieceFigures,
	quotas::{Pot, Together},
	vault::Vault,
};
use salus_client::{
	chain::{
		types::{Actor, NotPractising, Role},
		AccountId32, AskError, AtBlock, Chain,
	},
	PublishedKey,
};
use std::{future::Future, path::PathBuf, sync::Arc, time::Duration};
use tokio::{
	sync::watch,
	time::{sleep, timeout},
};

/// A block comes every two seconds.
const HEADS_EVERY: Duration = Duration::from_secs(2);
/// How often it is asked whether the organization may act, and whether the store answers: every so many times.
const STANDING_EVERY: u32 = 8;
/// A node that takes longer is gone.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Who the custodian is on the chain.
#[derive(Clone, Debug)]
pub struct Own {
	/// The organization.
	pub organization: u32,
	/// The accounts that redeem tickets.
	pub clerks: Vec<[u8; 32]>,
	/// The keys of which it has the private halves, as they are published.
	pub keys: Vec<PublishedKey>,
}

/// What is looked at.
pub struct Observer {
	/// The node.
	pub chain: Chain,
	/// The custodian.
	pub own: Own,
	/// The catalogue.
	pub catalogue: Arc<Catalogue>,
	/// The folders of the store on this machine, each with what is in it.
	pub folders: Vec<(&'static str, PathBuf)>,
	/// The vault.
	pub vault: Vault,
	/// How much all writers of each kind may have.
	pub limits: Together,
	/// Who goes by it.
	pub watch: Arc<Watch>,
}

impl Observer {
	/// Looks until `until` turns true.
	pub async fn run(self, mut until: watch::Receiver<bool>) {
		tokio::select! {
			() = self.look() => {},
			_ = until.wait_for(|is_over| *is_over) => {},
		}
	}

	async fn look(&self) {
		let mut turns: u32 = 0;
		let mut told = None;
		loop {
			// What does not answer is seen by the time of the last answer.
			let failed = self.look_at_chain(turns).await.err();
			if turns.checked_rem(STANDING_EVERY) == Some(0) {
				self.look_at_store().await;
			}
			told = Some(tell(self.watch.unready(), told, failed));
			turns = turns.wrapping_add(1);
			sleep(HEADS_EVERY).await;
		}
	}

	async fn look_at_chain(&self, turns: u32) -> Result<(), Unanswered> {
		if answer(self.chain.shown_genesis()).await? != self.chain.genesis() {
			self.watch.saw_other_chain();
			return Ok(());
		}
		self.watch.saw(answer(self.chain.heads()).await?);
		if turns.checked_rem(STANDING_EVERY) == Some(0) || !self.watch.unready().is_empty() {
			let best = answer(self.chain.at_best()).await?;
			self.watch.standing(answer(standing(&best, &self.own)).await?);
		}
		Ok(())
	}

	async fn look_at_store(&self) {
		room::tell_disks(&self.folders, &self.watch).await;
		let catalogue = timeout(ANSWER_WITHIN, self.catalogue.ready()).await;
		let vault = timeout(ANSWER_WITHIN, self.vault.ready()).await;
		let answers = matches!(catalogue, Ok(Ok(()))) && matches!(vault, Ok(Ok(())));
		self.watch.store(answers);
		if !answers {
			return;
		}
		if let Ok(together) = self.catalogue.together().await {
			for pot in Pot::ALL {
				gauge("salus_custodian_kept_bytes", pot, together.of(pot));
				gauge("salus_custodian_kept_limit_bytes", pot, self.limits.of(pot));
			}
		}
		if let Ok(pending) = self.catalogue.pending().await {
			count("salus_custodian_pending_redemptions", pending.len());
		}
		if let Ok(reports) = self.catalogue.reports().await {
			count("salus_custodian_pending_reports", reports.len());
		}
		if let Ok(PieceFigures { lost, waiting, oldest_proof }) =
			self.catalogue.piece_figures().await
		{
			self.watch.pieces_lost(lost);
			count("salus_custodian_pieces_lost", lost);
			count("salus_custodian_pieces_waiting", waiting);
			// No number where there is none: no comparison with it is true.
			let oldest = oldest_proof.map(Duration::from_millis);
			metrics::gauge!("salus_custodian_oldest_proof_timestamp_seconds")
				.set(oldest.map_or(f64::NAN, |oldest| oldest.as_secs_f64()));
		}
		room::tell_catalogue(&self.catalogue).await;
	}
}

/// Why a question has no answer. No question of the observer names a patient.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
	#[error("no answer within five seconds")]
	Late,
	#[error(transparent)]
	Failed(#[from] AskError),
}

/// Tells once whenever it changes whether the service is ready, and what the node answered last where that was no answer: a runtime that this version does not know is another matter than a node that is gone.
fn tell(
	unready: Vec<Unready>,
	told: Option<Vec<Unready>>,
	failed: Option<Unanswered>,
) -> Vec<Unready> {
	if told.as_ref() != Some(&unready) {
		if unready.is_empty() {
			tracing::info!("ready");
		}
		let failed = failed.map(|failed| failed.to_string());
		for reason in &unready {
			tracing::warn!(kind = reason.name(), why = %reason, node = failed, "not ready");
		}
	}
	unready
}

/// What the chain says at a block of who the custodian is.
pub async fn standing(at: &AtBlock, own: &Own) -> Result<Standing, AskError> {
	let organization = own.organization;
	for clerk in &own.clerks {
		let actor = Actor::Practitioner { organization, account: AccountId32(*clerk) };
		let standing = match at.standing(actor).await? {
			Ok(standing) => standing,
			Err(NotPractising::OrganizationSuspended) => {
				return Ok(Standing::Bad(StandingFault::Suspended));
			},
			Err(_) => return Ok(Standing::Bad(StandingFault::NotPractising)),
		};
		if !standing.roles.has(&Role::Custodian) {
			return Ok(Standing::Bad(StandingFault::NotCustodian));
		}
	}
	let published = at.organization(organization).await?.and_then(|row| row.key);
	Ok(match published.map(|key| PublishedKey::from(&key.public)) {
		None => Standing::Bad(StandingFault::NoKey),
		Some(key) if own.keys.contains(&key) => Standing::Good,
		Some(_) => Standing::Bad(StandingFault::OtherKey),
	})
}

async fn answer<T>(question: impl Future<Output = Result<T, AskError>>) -> Result<T, Unanswered> {
	Ok(timeout(ANSWER_WITHIN, question).await.map_err(|_| Unanswered::Late)??)
}

/// Of all writers of a kind.
fn gauge(name: &'static str, of: Pot, bytes: u64) {
	metrics::gauge!(name, "of" => of.name()).set(room::figure(bytes));
}

fn count(name: &'static str, number: impl TryInto<u32>) {
	metrics::gauge!(name).set(f64::from(number.try_into().unwrap_or(u32::MAX)));
}
