//! Tickets, and requests with them.

use crate::{eve, now, random, rng, CLINIC};
use salus_client::{
	chain::{
		calls::{request_access_to_many, AccessQuestion},
		types::{Action, Capacity, Encounter, Purpose, Target},
		Chain, Signer,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	ticket_secret::claim,
	PublicKey, Secret,
};

/// What Eve wishes to read, as a physician of the clinic.
pub struct Wish<'a> {
	/// Whose records.
	pub patient: &'a [u8; 32],
	/// Who keeps them.
	pub custodian: u32,
	/// What for.
	pub purpose: Purpose,
	/// Which.
	pub targets: Vec<ReleaseTarget>,
	/// Whether the ticket serves for an encounter; or once.
	pub encounter: Option<Encounter>,
	/// Whom it shall be sealed to.
	pub reader: PublicKey,
}

impl Wish<'_> {
	/// Asks the chain, and makes a request with the ticket as soon as that is final.
	pub async fn ticketed(self, chain: &Chain) -> ReleaseRequest {
		let (eve, secret) = (eve(), Secret::random(&mut rng()));
		let question = AccessQuestion {
			patient: *self.patient,
			action: Action::Access,
			purpose: self.purpose,
			capacity: Capacity::Practitioner { organization: CLINIC },
			custodian: self.custodian,
			reason: None,
			claim: claim(&secret),
		};
		let targets = self.targets.iter().map(Target::from).collect();
		let ask = request_access_to_many(question, targets, self.encounter);
		let receipt = chain.send_until_final(&ask, &eve).await.unwrap();
		ReleaseRequest {
			genesis: chain.genesis(),
			patient: *self.patient,
			sequence: receipt.ticket().unwrap().expect("it is permitted"),
			holder: eve.account_id().0,
			practitioner: None,
			custodian: self.custodian,
			secret,
			targets: self.targets.try_into().unwrap(),
			nonce: random(),
			time: now(),
			reader: self.reader,
		}
	}
}
