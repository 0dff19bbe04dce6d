//! A custodian's outbox, and a release.

use crate::{
	catalogue::Catalogue,
	clock::Clock,
	kept::{Moment, Name},
	ledger::{
		double::{practitioner, Double, KnownTicket, CUSTODIAN, GENESIS, NOW, TICKET},
		Ledger, Redeemed,
	},
	outbox::{Actor, Outbox, Recipient, Report},
	random::Random,
};
use salus_client::{
	chain::{
		types::{self, Action, Basis, Purpose, ReportCause},
		AccountId32, Judged,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	ticket_secret, KeyPair, Secret, Suite,
};
use std::{collections::BTreeSet, sync::Arc};
use tempfile::TempDir;

pub const PATIENT: [u8; 32] = [0xa1; 32];
pub const HOLDER: [u8; 32] = [0x40; 32];
pub const SECRET: [u8; 32] = [0x5e; 32];
pub const TARGET: ReleaseTarget = ReleaseTarget::Anchor { anchor: 5 };
pub const REDEEMED: Redeemed = Redeemed { block: [0xb1; 32], number: 103, transaction: [0x7a; 32] };

pub fn random() -> Random {
	Random::new(|bytes| getrandom::fill(bytes).unwrap())
}

pub struct Scene {
	pub ledger: Arc<Double>,
	pub catalogue: Arc<Catalogue>,
	pub outbox: Arc<Outbox>,
	folder: TempDir,
}

impl Scene {
	pub async fn new() -> Self {
		let ledger = Double::new(KnownTicket {
			patient: PATIENT,
			holder: HOLDER,
			requester: practitioner(HOLDER),
			claim: ticket_secret::claim(&Secret::new(SECRET)),
			targets: vec![(TARGET, Basis::Grant(1))],
			at_best: BTreeSet::from([0]),
			reader: None,
			purpose: Purpose::Treatment,
			is_redeemed: false,
			is_void: false,
			final_at: 0,
			is_single_use: true,
		});
		let folder = TempDir::new().unwrap();
		let (catalogue, outbox) = opened(&ledger, &folder).await;
		Self { ledger, catalogue, outbox, folder }
	}

	/// After the process was killed.
	pub async fn restarted(self) -> Self {
		let (catalogue, outbox) = opened(&self.ledger, &self.folder).await;
		Self { catalogue, outbox, ..self }
	}

	/// Where the catalogue is.
	pub fn url(&self) -> String {
		url(&self.folder)
	}

	pub fn request(&self) -> ReleaseRequest {
		ReleaseRequest {
			genesis: GENESIS,
			patient: PATIENT,
			sequence: TICKET,
			holder: HOLDER,
			practitioner: None,
			custodian: CUSTODIAN,
			secret: Secret::new(SECRET),
			targets: vec![TARGET].try_into().unwrap(),
			nonce: random().bytes(),
			time: NOW,
			reader: KeyPair::random(Suite::X25519, &mut random()).public,
		}
	}

	pub async fn judged(&self, request: &ReleaseRequest) -> Judged {
		self.ledger.present().await.unwrap().judge(request, NOW).await.unwrap()
	}

	/// A release as far as it is noted before anything goes out.
	pub async fn released(&self) -> Name {
		self.released_by(&self.outbox).await
	}

	pub async fn released_by(&self, outbox: &Outbox) -> Name {
		let request = self.request();
		let statement = outbox.begin(&request, NOW).await.unwrap().unwrap();
		let judged = self.judged(&request).await;
		outbox.redeemed(statement, &request, &judged, REDEEMED).await.unwrap();
		statement
	}

	/// That of another instance on the same store.
	pub fn another(&self) -> Outbox {
		let (ledger, catalogue) = (self.ledger.clone(), self.catalogue.clone());
		Outbox::new(ledger, catalogue, Clock::new(|| NOW), random())
	}

	/// Other blocks are final, up to this one.
	pub fn finalize_others(&self, until: u64) {
		let mut world = self.ledger.world();
		world.finalized.extend((90..=until).map(|number| (number, [0xff; 32])));
	}

	pub async fn noted(&self) -> Vec<Name> {
		let pending = self.catalogue.pending().await.unwrap();
		pending.into_iter().map(|(statement, _)| statement).collect()
	}

	pub async fn to_be_reported(&self) -> Vec<Report> {
		let kept = self.outbox.kept_reports().await.unwrap();
		kept.into_iter().map(|kept| kept.report).collect()
	}
}

/// What would be reported of a release by another of the ticket's team.
pub fn report(statement: Name, released_at: Moment, targets: usize) -> Report {
	let anchors = (0..).take(targets);
	Report {
		patient: PATIENT,
		ticket: Some(TICKET),
		secret: Some(SECRET),
		recipient: Recipient::Actor(Actor::Practitioner { organization: 3, account: HOLDER }),
		action: Action::Access,
		purpose: Purpose::Treatment,
		targets: anchors.map(|anchor| ReleaseTarget::Anchor { anchor }).collect(),
		released_at,
		cause: ReportCause::Downtime,
		statement,
	}
}

pub fn reader_of_a_team() -> types::Actor<AccountId32> {
	types::Actor::Gateway {
		organization: 3,
		account: AccountId32(HOLDER),
		practitioner: types::Pseudonym([0x99; 32]),
	}
}

fn url(folder: &TempDir) -> String {
	format!("sqlite://{}?mode=rwc", folder.path().join("catalogue.sqlite").display())
}

async fn opened(ledger: &Arc<Double>, folder: &TempDir) -> (Arc<Catalogue>, Arc<Outbox>) {
	let catalogue = Arc::new(Catalogue::open(&url(folder)).await.unwrap());
	let clock = Clock::new(|| NOW);
	let outbox = Outbox::new(ledger.clone(), catalogue.clone(), clock, random());
	outbox.resume().await.unwrap();
	(catalogue, Arc::new(outbox))
}
