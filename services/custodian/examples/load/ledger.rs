//! A double of the chain: one ticket for an encounter, of whoever asks for it, and a block every two seconds. It answers at once.

use crate::store::{Scene, LONG, SHORT};
use async_trait::async_trait;
use salus_client::{
	chain::{
		types::{Action, Actor, Basis, Purpose, Ticket, TicketClaim, TicketTarget},
		AccountId32, GrantedTarget, Head, Heads, Judged, H256,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	ticket_secret,
};
use salus_custodian::{
	clock::Clock,
	kept::{Moment, Name, PatientId},
	ledger::{
		AtHeads, BatchOnChain, FreeClerk, Ledger, NoneFree, NotJudged, NotRedeemed, NotReported,
		Redeemed, Redeemer, Redemption, Unanswered,
	},
	operations::Watch,
	outbox::Report,
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::watch;

pub const GENESIS: [u8; 32] = [0x6e; 32];
pub const CUSTODIAN: u32 = 7;
pub const TICKET: u64 = 40;

/// How long a block takes, in milliseconds.
const BLOCK: Moment = 2_000;
/// How many blocks a block waits until it is final.
const UNTIL_FINAL: u64 = 2;

pub struct Double {
	clock: Clock,
	ticket: Ticket<AccountId32>,
	batches: Arc<HashMap<u32, BatchOnChain>>,
	envelope: Name,
}

impl Double {
	pub fn new(scene: &Scene, clock: Clock) -> Self {
		let reader = practitioner(scene.holder.account());
		let target = |anchor| TicketTarget {
			target: (&ReleaseTarget::Anchor { anchor }).into(),
			basis: Basis::Grant(1),
		};
		let ticket = Ticket {
			requester: reader.clone(),
			reader,
			action: Action::Access,
			purpose: Purpose::Treatment,
			targets: [SHORT, LONG].map(target).into(),
			custodian: CUSTODIAN,
			issued_at: 0,
			expires_at: Moment::MAX,
			claim: TicketClaim(ticket_secret::claim(&scene.secret)),
			is_single_use: false,
		};
		Self { clock, ticket, batches: Arc::new(scene.batches.clone()), envelope: scene.envelope }
	}

	fn best(&self) -> u64 {
		self.clock.now() / BLOCK
	}

	fn heads(&self) -> Heads {
		let head = |number| Head { hash: H256(hash(number)), number, time: number * BLOCK };
		let best = self.best();
		Heads { best: head(best), finalized: head(best - UNTIL_FINAL) }
	}
}

/// Shows the service its chain, as the observer of a real one does.
pub async fn observe(ledger: Arc<Double>, seen: Arc<Watch>, mut until: watch::Receiver<bool>) {
	loop {
		seen.saw(ledger.heads());
		let ended = until.wait_for(|is_over| *is_over);
		if tokio::time::timeout(Duration::from_millis(BLOCK), ended).await.is_ok() {
			return;
		}
	}
}

fn practitioner(account: [u8; 32]) -> Actor<AccountId32> {
	// Each of an organization of its own.
	let [a, b, c, d, ..] = account;
	let organization = u32::from_le_bytes([a, b, c, d]);
	Actor::Practitioner { organization, account: AccountId32(account) }
}

fn hash(number: u64) -> [u8; 32] {
	let mut hash = [0; 32];
	hash[..8].copy_from_slice(&number.to_le_bytes());
	hash
}

#[async_trait]
impl Ledger for Double {
	fn genesis(&self) -> [u8; 32] {
		GENESIS
	}

	fn is_own(&self, _: &Redeemer) -> bool {
		true
	}

	async fn present(&self) -> Result<Arc<dyn AtHeads>, Unanswered> {
		let Self { ticket, batches, envelope, .. } = self;
		let (ticket, batches, envelope) = (ticket.clone(), batches.clone(), *envelope);
		Ok(Arc::new(Shown { heads: self.heads(), ticket, batches, envelope }))
	}

	async fn free_clerk(&self) -> Result<FreeClerk, NoneFree> {
		Ok(FreeClerk::default())
	}

	async fn redeem(
		&self,
		request: &ReleaseRequest,
		_: FreeClerk,
	) -> Result<Redeemed, NotRedeemed> {
		let number = self.best() + 1;
		Ok(Redeemed { block: hash(number), number, transaction: request.nonce })
	}

	async fn redeemer(&self, _: &PatientId, _: u64) -> Result<Option<Redeemer>, Unanswered> {
		Ok(None)
	}

	async fn final_block(&self, number: u64) -> Result<Option<[u8; 32]>, Unanswered> {
		Ok((number + UNTIL_FINAL <= self.best()).then(|| hash(number)))
	}

	async fn has_redemption(&self, _: &Redemption) -> Result<bool, Unanswered> {
		Ok(true)
	}

	async fn report(&self, _: &[Report]) -> Result<(), NotReported> {
		Ok(())
	}

	async fn is_reported(&self, _: &Report, _: Moment) -> Result<bool, Unanswered> {
		Ok(true)
	}
}

struct Shown {
	heads: Heads,
	ticket: Ticket<AccountId32>,
	batches: Arc<HashMap<u32, BatchOnChain>>,
	envelope: Name,
}

#[async_trait]
impl AtHeads for Shown {
	fn heads(&self) -> &Heads {
		&self.heads
	}

	async fn judge(&self, request: &ReleaseRequest, _: Moment) -> Result<Judged, NotJudged> {
		if request.sequence != TICKET {
			return Err(NotJudged::Void);
		}
		let targets = request.targets.as_slice().iter();
		let granted = |target: &_| GrantedTarget { target: *target, basis: Basis::Grant(1) };
		let targets = targets.map(granted).collect();
		let reader = practitioner(request.holder);
		let ticket = Ticket { requester: reader.clone(), reader, ..self.ticket.clone() };
		Ok(Judged { ticket, targets, heads: self.heads })
	}

	async fn batch(&self, _: &PatientId, anchor: u32) -> Result<Option<BatchOnChain>, Unanswered> {
		Ok(self.batches.get(&anchor).copied())
	}

	async fn envelope(&self, _: &PatientId, _: u32) -> Result<Option<Name>, Unanswered> {
		Ok(Some(self.envelope))
	}

	async fn emergency_ring(&self, _: &PatientId) -> Result<Option<Name>, Unanswered> {
		Ok(None)
	}
}
