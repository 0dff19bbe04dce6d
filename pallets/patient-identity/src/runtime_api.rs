//! What clients ask of a runtime that holds this pallet. The pallet's view functions mirror it.

use crate::Patient;
use codec::Codec;
use salus_primitives::PatientId;

sp_api::decl_runtime_apis! {
	/// Who is a patient.
	pub trait PatientIdentityApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The patient with this id: who speaks for it, and the key to seal to. `None` if there is
		/// no such patient.
		fn patient(patient: PatientId) -> Option<Patient<AccountId>>;
	}
}
