//! Patients, what they permit, and what is anchored of them.

use crate::{bob, newcomer, now, random, rng, Account, HOSPITAL};
use salus_client::{
	chain::{
		calls,
		types::{
			Action, Actions, BoundedVec, Capacity, Grantee, Months, NewBatch, Period, Provision,
			Purpose, Purposes, RecordClass, Scope,
		},
		AccountId32, Chain, H256,
	},
	KeyPair, Suite,
};

/// The class of records that is written and read.
pub const OBSERVATION: u16 = 96;

/// A person who is known by nobody's name.
pub struct Patient {
	/// Whose keys the patient holds.
	pub account: Account,
	/// On the chain.
	pub id: [u8; 32],
}

impl Patient {
	/// One who has just registered, in a final block.
	pub async fn register(chain: &Chain) -> Self {
		let account = newcomer();
		let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
		let register = calls::register_patient(random(), &key, random());
		let receipt = chain.send_until_final(&register, &account).await.unwrap();
		let id = receipt.patient().unwrap().unwrap();
		Self { account, id }
	}

	/// Permits an organization or somebody of it something: the grant's number.
	pub async fn grant(
		&self,
		chain: &Chain,
		organization: u32,
		provision: Provision<AccountId32>,
	) -> u32 {
		let grant = calls::grant(self.id, organization, provision, None, None);
		chain.send(&grant, &self.account).await.unwrap().grant().unwrap().unwrap()
	}

	/// Lets the hospital collect whatever it is.
	pub async fn let_hospital_collect(&self, chain: &Chain) {
		self.grant(chain, HOSPITAL, provision(Grantee::Organization, Action::Collect)).await;
	}
}

/// To collect anything, or to do something with observations; for treatment and a day, and from the next block on.
pub fn provision(grantee: Grantee<AccountId32>, action: Action) -> Provision<AccountId32> {
	let now = now();
	Provision {
		grantee,
		scope: match action {
			Action::Collect => Scope::All,
			_ => Scope::Classes(BoundedVec(vec![RecordClass(OBSERVATION)])),
		},
		content: None,
		actions: Actions::of(&[action]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		// Also in a block that is being made already.
		period: Period { from: now - 10_000, until: Some(now + 86_400_000) },
	}
}

/// A batch of observations that Bob anchors for the hospital, in a final block: the anchor's number.
pub async fn anchored(chain: &Chain, patient: [u8; 32], root: [u8; 32], leaves: u32) -> u32 {
	let batch = NewBatch {
		class: RecordClass(OBSERVATION),
		root: H256(root),
		leaves,
		content: Months { from: 600, until: 612 },
		custodian: HOSPITAL,
		key_epoch: Some(0),
	};
	let writer = Capacity::Practitioner { organization: HOSPITAL };
	let anchor = calls::anchor(patient, batch, Purpose::Treatment, writer);
	let receipt = chain.send_until_final(&anchor, &bob()).await.unwrap();
	receipt.anchor().unwrap().unwrap()
}
