//! What the chain says of a request, at the heads of now.
//!
//! Each request is judged by heads that the node was asked for after the request had come; those that come together share the question. As
//! long as both heads are the same the chain's answer is the same, too, so it is kept for as long: a ticket for an encounter that is shown
//! again before the next block costs the node no more than the question for its heads.
//!
//! A ticket that the best block has already, and the finalized one not yet, is waited for: the node of whoever asks may have heard sooner that it is final. Only its holders are
//! answered later by that, who see on the chain whether it is final. So few are waited for that most places of an address are left to others.

use super::refused::{NotReleased, Reason};
use crate::{
	clock::Clock,
	hash::blake2b_256,
	kept::{Moment, Name},
	ledger::{AtHeads, BatchOnChain, Ledger, Unanswered},
	portions::Portions,
};
use salus_client::{
	chain::{types::Basis, GrantedTarget, Judged},
	requests::{ReleaseRequest, ReleaseTarget, Request},
};
use std::{
	collections::HashMap,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Mutex, MutexGuard, PoisonError,
	},
	time::Duration,
};
use tokio::time::{sleep, Instant};

/// How long a ticket is waited for that the best block has.
const FINAL_WITHIN: Duration = Duration::from_secs(6);
/// How often it is looked whether another block is final.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// What share of all requests may wait for that at once.
const SHARE_OF_WAITING: usize = 8;
/// So many of one account, or of one for whom a gateway shows a team's ticket.
const WAITING_OF_ONE: usize = 4;
/// About how many targets the answers of one pair of heads may be that are kept.
const MAX_KEPT: usize = 1 << 14;

/// That a request may be answered, and what proves or names what belongs to it, all of it at the same two heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
	pub(super) judged: Judged,
	/// Of each target, in the order of the request.
	pub(super) targets: Vec<Named>,
}

/// What the chain names of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
	pub(super) target: ReleaseTarget,
	/// The batch's class, and what proves it, where the target is an anchor.
	pub(super) batch: Option<BatchOnChain>,
	/// The envelope of the grant on which it was permitted.
	pub(super) envelope: Option<Name>,
	/// The patient's emergency ring, where it was permitted on an emergency session.
	pub(super) ring: Option<Name>,
}

/// Judges requests.
pub(super) struct Judge {
	ledger: Arc<dyn Ledger>,
	/// How many have asked for the heads so far.
	arrived: AtomicU64,
	asked: tokio::sync::Mutex<Asked>,
	/// Those who wait for a ticket to be final.
	waiting: Portions<([u8; 32], Option<[u8; 32]>)>,
}

/// The latest answer to the question for the heads.
struct Asked {
	/// It was asked when so many had arrived, for all of them.
	arrived: u64,
	answer: Result<Arc<AtPresent>, Unanswered>,
}

/// The chain at a pair of heads, and what it said there.
struct AtPresent {
	at: Arc<dyn AtHeads>,
	verdicts: Mutex<Verdicts>,
}

#[derive(Default)]
struct Verdicts {
	kept: HashMap<Name, Arc<Verdict>>,
	targets: usize,
}

impl Verdicts {
	/// Keeps a verdict, as long as there is room.
	fn keep(&mut self, question: Name, verdict: Arc<Verdict>) {
		// With the ticket, which names all that it permits.
		let targets = verdict.targets.len().saturating_add(verdict.judged.ticket.targets.len());
		let all = self.targets.saturating_add(targets);
		if all <= MAX_KEPT {
			self.targets = all;
			self.kept.insert(question, verdict);
		}
	}
}

impl Judge {
	/// Where so many requests are answered at once.
	pub(super) fn new(ledger: Arc<dyn Ledger>, in_flight: usize) -> Self {
		let asked = tokio::sync::Mutex::new(Asked { arrived: 0, answer: Err(Unanswered) });
		let waiting = Portions::new(in_flight.div_ceil(SHARE_OF_WAITING), WAITING_OF_ONE);
		Self { ledger, arrived: AtomicU64::new(0), asked, waiting }
	}

	/// Whether the chain lets a request be answered, at the heads that it has now: of now by the custodian's clock once the node has told them.
	pub(super) async fn judge(
		&self,
		request: &ReleaseRequest,
		clock: &Clock,
	) -> Result<Arc<Verdict>, NotReleased> {
		self.present().await?.verdict_on(request, clock).await
	}

	/// The same, once the ticket is final, if the best block has it.
	pub(super) async fn judge_when_final(
		&self,
		request: &ReleaseRequest,
		clock: &Clock,
	) -> Result<Arc<Verdict>, NotReleased> {
		let mut present = self.present().await?;
		let mut judged = present.verdict_on(request, clock).await;
		let Err(NotReleased::Refused(Reason::NotFinal)) = judged else { return judged };
		let one = (request.holder, request.practitioner);
		let Ok(_waiting) = self.waiting.take(one, 1) else { return judged };
		let until = Instant::now().checked_add(FINAL_WITHIN);
		while until.is_some_and(|until| Instant::now() < until) {
			sleep(LOOK_EVERY).await;
			let next = self.present().await?;
			if next.at.heads().finalized == present.at.heads().finalized {
				continue;
			}
			present = next;
			judged = present.verdict_on(request, clock).await;
			let Err(NotReleased::Refused(Reason::NotFinal)) = judged else { break };
		}
		judged
	}

	/// The heads, asked for after this was called.
	async fn present(&self) -> Result<Arc<AtPresent>, Unanswered> {
		let own = self.arrived.fetch_add(1, Ordering::AcqRel).saturating_add(1);
		let mut asked = self.asked.lock().await;
		if asked.arrived >= own {
			return asked.answer.clone();
		}
		let arrived = self.arrived.load(Ordering::Acquire);
		let answer = self.ledger.present().await;
		asked.answer = answer.map(|at| match &asked.answer {
			Ok(known) if known.at.heads() == at.heads() => known.clone(),
			_ => Arc::new(AtPresent { at, verdicts: Mutex::default() }),
		});
		asked.arrived = arrived;
		asked.answer.clone()
	}
}

impl AtPresent {
	async fn verdict_on(
		&self,
		request: &ReleaseRequest,
		clock: &Clock,
	) -> Result<Arc<Verdict>, NotReleased> {
		let now = clock.now();
		self.at.heads().ensure_fresh(now)?;
		let question = question(request);
		if let Some(known) = self.verdicts().kept.get(&question) {
			return Ok(known.clone());
		}
		let verdict = Arc::new(verdict(&*self.at, request, now).await?);
		self.verdicts().keep(question, verdict.clone());
		Ok(verdict)
	}

	fn verdicts(&self) -> MutexGuard<'_, Verdicts> {
		self.verdicts.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// What stands for all requests of which the chain says the same: all that is signed, but nonce and time.
fn question(request: &ReleaseRequest) -> Name {
	let same = ReleaseRequest { nonce: [0; 32], time: 0, ..request.clone() };
	blake2b_256(&same.signed_bytes())
}

async fn verdict(
	at: &dyn AtHeads,
	request: &ReleaseRequest,
	now: Moment,
) -> Result<Verdict, NotReleased> {
	let judged = at.judge(request, now).await?;
	// Many records on one ground are the usual case.
	let mut envelopes: HashMap<u32, Option<Name>> = HashMap::new();
	let mut ring: Option<Option<Name>> = None;
	let mut targets = Vec::new();
	for GrantedTarget { target, basis } in &judged.targets {
		let mut named = Named { target: *target, batch: None, envelope: None, ring: None };
		if let ReleaseTarget::Anchor { anchor } = target {
			let batch = at.batch(&request.patient, *anchor).await?;
			named.batch = Some(batch.ok_or(NotReleased::Refused(Reason::NothingKept))?);
		}
		match basis {
			Basis::Grant(grant) => {
				if !envelopes.contains_key(grant) {
					envelopes.insert(*grant, at.envelope(&request.patient, *grant).await?);
				}
				named.envelope = envelopes.get(grant).copied().flatten();
			},
			Basis::Emergency(_) => {
				if ring.is_none() {
					ring = Some(at.emergency_ring(&request.patient).await?);
				}
				named.ring = ring.flatten();
			},
			_ => {},
		}
		targets.push(named);
	}
	Ok(Verdict { judged, targets })
}
