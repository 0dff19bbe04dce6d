//! What the pallet stores of a patient.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{EncryptionKey, Moment, Relation};
use scale_info::TypeInfo;

/// What the first bytes of the input are from which a patient's id is hashed: no other hash of the
/// chain starts like this, so no other hash can be passed off as a patient.
pub const PATIENT_ID_TAG: [u8; 16] = *b"salus/patient/v1";

/// A patient, and who speaks for one.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Patient<AccountId> {
	/// The account that speaks for the patient.
	pub controller: AccountId,
	/// The X25519 key to which others seal what the patient shall read.
	pub key: EncryptionKey,
	/// When the patient was registered.
	pub registered_at: Moment,
}

impl<AccountId: PartialEq> Patient<AccountId> {
	/// How `account` stands to this patient.
	pub fn relation(&self, account: &AccountId) -> Relation {
		if *account == self.controller {
			Relation::Controller
		} else {
			Relation::Stranger
		}
	}
}
