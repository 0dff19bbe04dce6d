//! A ledger in memory that judges by the rules of `docs/record-format.md`, and can be made to say no to anything.

use super::*;
use salus_client::{
	chain::{
		types::{Action, Actor, Basis, Purpose, Ticket, TicketClaim, TicketTarget},
		AccountId32, GrantedTarget, Head, H256,
	},
	requests::ReleaseTarget,
	ticket_secret, PublishedKey,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{Mutex, MutexGuard},
};
use tokio::sync::Semaphore;

pub const GENESIS: [u8; 32] = [0x6e; 32];
pub const CUSTODIAN: u32 = 7;
pub const CLERK: [u8; 32] = [0xc1; 32];
pub const TICKET: u64 = 40;
/// What the clock of chain and custodian says at first.
pub const NOW: Moment = 1_790_000_000_000;

/// What the double knows, and what it was asked.
pub struct World {
	pub heads: Heads,
	pub is_answering: bool,
	pub ticket: KnownTicket,
	pub batches: BTreeMap<u32, BatchOnChain>,
	pub envelopes: BTreeMap<u32, Name>,
	pub ring: Option<Name>,
	/// What becomes of a redemption.
	pub redemption: Result<Redeemed, NotRedeemed>,
	pub redeemer: Option<Redeemer>,
	/// By whom the service redeemed before.
	pub former: Vec<FormerClerk>,
	/// The final blocks.
	pub finalized: BTreeMap<u64, [u8; 32]>,
	/// What other final blocks hold.
	pub redeemed_elsewhere: BTreeSet<[u8; 32]>,
	/// What becomes of a report.
	pub reporting: Result<(), NotReported>,
	/// The statements in the trails.
	pub reported: BTreeSet<Name>,
	pub asked: Asked,
}

/// The one ticket that there is.
pub struct KnownTicket {
	pub patient: PatientId,
	pub holder: [u8; 32],
	pub requester: Actor<AccountId32>,
	pub claim: [u8; 16],
	pub targets: Vec<(ReleaseTarget, Basis)>,
	/// What of the targets the best head permits.
	pub at_best: BTreeSet<usize>,
	pub reader: Option<PublishedKey>,
	pub purpose: Purpose,
	pub is_redeemed: bool,
	pub is_void: bool,
	/// The finalized block from which on it is final.
	pub final_at: u64,
	pub is_single_use: bool,
}

/// How often it was asked what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
	pub heads: usize,
	pub judged: usize,
	pub redeemed: usize,
	/// The statements of each call.
	pub calls: Vec<Vec<Name>>,
}

/// A practitioner by an own account.
pub fn practitioner(account: [u8; 32]) -> Actor<AccountId32> {
	Actor::Practitioner { organization: 3, account: AccountId32(account) }
}

pub struct Double {
	world: Arc<Mutex<World>>,
	/// Without one of these no own account is free.
	pub clerks: Semaphore,
	/// A redemption waits for one of these.
	pub blocks: Semaphore,
	/// So does the question for the heads.
	pub answers: Semaphore,
	/// And a report, once it is sent.
	pub reports: Semaphore,
}

impl Double {
	pub fn new(ticket: KnownTicket) -> Arc<Self> {
		let head =
			|number| Head { hash: H256::repeat_byte(number), number: number.into(), time: NOW };
		let world = World {
			heads: Heads { best: head(102), finalized: head(100) },
			is_answering: true,
			ticket,
			batches: BTreeMap::new(),
			envelopes: BTreeMap::new(),
			ring: None,
			redemption: Ok(Redeemed { block: [0xb1; 32], number: 103, transaction: [0x7a; 32] }),
			redeemer: None,
			former: Vec::new(),
			finalized: BTreeMap::new(),
			redeemed_elsewhere: BTreeSet::new(),
			reporting: Ok(()),
			reported: BTreeSet::new(),
			asked: Asked::default(),
		};
		let [clerks, blocks, answers, reports] = [(); 4].map(|()| Semaphore::new(1 << 20));
		Arc::new(Self { world: Arc::new(Mutex::new(world)), clerks, blocks, answers, reports })
	}

	pub fn world(&self) -> MutexGuard<'_, World> {
		self.world.lock().unwrap()
	}

	/// Another best head.
	pub fn next_block(&self) {
		next(&mut self.world().heads.best);
	}

	/// Another finalized head.
	pub fn next_final_block(&self) {
		next(&mut self.world().heads.finalized);
	}
}

fn next(head: &mut Head) {
	head.number += 1;
	head.hash = H256::repeat_byte(u8::try_from(head.number).unwrap());
}

impl World {
	fn answered(&self) -> Result<(), Unanswered> {
		self.is_answering.then_some(()).ok_or(Unanswered)
	}
}

#[async_trait]
impl Ledger for Double {
	fn genesis(&self) -> [u8; 32] {
		GENESIS
	}

	fn is_own(&self, redeemer: &Redeemer) -> bool {
		redeemer.account == CLERK || self.world().former.iter().any(|former| former.is(redeemer))
	}

	async fn present(&self) -> Result<Arc<dyn AtHeads>, Unanswered> {
		self.answers.acquire().await.unwrap().forget();
		let mut world = self.world();
		world.asked.heads += 1;
		world.answered()?;
		Ok(Arc::new(DoubleAtHeads { heads: world.heads, world: self.world.clone() }))
	}

	async fn free_clerk(&self) -> Result<FreeClerk, NoneFree> {
		self.clerks
			.try_acquire()
			.map(tokio::sync::SemaphorePermit::forget)
			.map_err(|_| NoneFree)?;
		Ok(FreeClerk::default())
	}

	async fn redeem(
		&self,
		request: &ReleaseRequest,
		_: FreeClerk,
	) -> Result<Redeemed, NotRedeemed> {
		self.blocks.acquire().await.unwrap().forget();
		let mut world = self.world();
		world.asked.redeemed += 1;
		let redeemed = world.redemption?;
		if world.ticket.is_redeemed {
			return Err(NotRedeemed::Redeemed);
		}
		assert_eq!(request.sequence, TICKET);
		world.ticket.is_redeemed = world.ticket.is_single_use;
		world.redeemer = Some(Redeemer { account: CLERK, at: NOW });
		Ok(redeemed)
	}

	async fn redeemer(&self, _: &PatientId, _: u64) -> Result<Option<Redeemer>, Unanswered> {
		let world = self.world();
		world.answered()?;
		Ok(world.redeemer)
	}

	async fn final_block(&self, number: u64) -> Result<Option<[u8; 32]>, Unanswered> {
		let world = self.world();
		world.answered()?;
		Ok(world.finalized.get(&number).copied())
	}

	async fn has_redemption(&self, redemption: &Redemption) -> Result<bool, Unanswered> {
		let world = self.world();
		world.answered()?;
		Ok(world.redeemed_elsewhere.contains(&redemption.redeemed.transaction))
	}

	async fn report(&self, reports: &[Report]) -> Result<(), NotReported> {
		let statements: Vec<_> = reports.iter().map(|report| report.statement).collect();
		self.world().asked.calls.push(statements.clone());
		self.reports.acquire().await.unwrap().forget();
		let mut world = self.world();
		world.reporting?;
		world.reported.extend(statements);
		Ok(())
	}

	async fn is_reported(&self, report: &Report, since: Moment) -> Result<bool, Unanswered> {
		let world = self.world();
		world.answered()?;
		assert!(since <= report.released_at);
		Ok(world.reported.contains(&report.statement))
	}
}

struct DoubleAtHeads {
	heads: Heads,
	world: Arc<Mutex<World>>,
}

#[async_trait]
impl AtHeads for DoubleAtHeads {
	fn heads(&self) -> &Heads {
		&self.heads
	}

	async fn judge(&self, request: &ReleaseRequest, _: Moment) -> Result<Judged, NotJudged> {
		let mut world = self.world.lock().unwrap();
		world.asked.judged += 1;
		world.answered()?;
		let ticket = &world.ticket;
		if ticket.is_redeemed {
			return Err(NotJudged::Redeemed);
		}
		let is_shown = (request.patient, request.sequence, request.holder)
			== (ticket.patient, TICKET, ticket.holder);
		if ticket.is_void || !is_shown {
			return Err(NotJudged::Void);
		}
		if self.heads.finalized.number < ticket.final_at {
			return Err(NotJudged::NotFinal);
		}
		if ticket_secret::claim(&request.secret) != ticket.claim {
			return Err(NotJudged::OtherSecret);
		}
		let granted = request.targets.as_slice().iter().map(|target| {
			let place = ticket.targets.iter().position(|(permitted, _)| permitted == target);
			let place = place.filter(|place| ticket.at_best.contains(place));
			let (target, basis) = &ticket.targets[place.ok_or(NotJudged::NotCovered)?];
			Ok(GrantedTarget { target: *target, basis: basis.clone() })
		});
		let targets = granted.collect::<Result<_, NotJudged>>()?;
		if ticket.reader.is_some_and(|reader| reader != request.reader.published()) {
			return Err(NotJudged::OtherKey);
		}
		Ok(Judged { ticket: told(ticket), targets, heads: self.heads })
	}

	async fn batch(&self, _: &PatientId, anchor: u32) -> Result<Option<BatchOnChain>, Unanswered> {
		let world = self.world.lock().unwrap();
		world.answered()?;
		Ok(world.batches.get(&anchor).copied())
	}

	async fn envelope(&self, _: &PatientId, grant: u32) -> Result<Option<Name>, Unanswered> {
		let world = self.world.lock().unwrap();
		world.answered()?;
		Ok(world.envelopes.get(&grant).copied())
	}

	async fn emergency_ring(&self, _: &PatientId) -> Result<Option<Name>, Unanswered> {
		let world = self.world.lock().unwrap();
		world.answered()?;
		Ok(world.ring)
	}
}

fn told(ticket: &KnownTicket) -> Ticket<AccountId32> {
	let actor = ticket.requester.clone();
	let targets = ticket
		.targets
		.iter()
		.map(|(target, basis)| TicketTarget { target: target.into(), basis: basis.clone() });
	Ticket {
		requester: actor.clone(),
		reader: actor,
		action: Action::Access,
		purpose: ticket.purpose.clone(),
		targets: targets.collect(),
		custodian: CUSTODIAN,
		issued_at: NOW - 1_000,
		expires_at: NOW + 600_000,
		claim: TicketClaim(ticket.claim),
		is_single_use: ticket.is_single_use,
	}
}
