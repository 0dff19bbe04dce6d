//! What clients ask of a runtime that holds this pallet. The pallet's view functions mirror it.

use crate::{
	Assurance, GuardianCase, GuardianPlan, Mandate, Offer, Patient, Reassignment, Tombstone,
};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{PatientId, Powers};

sp_api::decl_runtime_apis! {
	/// Who is a patient, and who may act for one.
	#[api_version(1)]
	pub trait PatientIdentityApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The patient with this id: who speaks for it, who may act for it, and the key to seal to.
		/// `None` if there is no such patient, or no more.
		fn patient(patient: PatientId) -> Option<Patient<AccountId>>;

		/// What is left of the patient with this id, if it was closed.
		fn tombstone(patient: PatientId) -> Option<Tombstone>;

		/// Who may act for the patient now, and as what: the controller unless it has not confirmed,
		/// representatives whose time it is, devices.
		fn acting_for(patient: PatientId) -> Vec<Mandate<AccountId>>;

		/// Which powers the account has for the patient now: the controller has all. `None` if it has
		/// none.
		fn powers_of(patient: PatientId, account: AccountId) -> Option<Powers>;

		/// To whom control over the patient is offered, and until when. It may have lapsed.
		fn offer(patient: PatientId) -> Option<Offer<AccountId>>;

		/// How well it is known who the patient is: what was attested, as far as the organization that says so
		/// is still believed. `None` if there is no such patient.
		fn assurance(patient: PatientId) -> Option<Assurance>;

		/// To whom the registrar announced to give control over the patient, and when that will be.
		fn reassignment(patient: PatientId) -> Option<Reassignment<AccountId>>;

		/// What the patient's guardians are doing, if they were shown.
		fn guardian_case(patient: PatientId) -> Option<GuardianCase<AccountId>>;

		/// What the patient has committed to about its guardians.
		fn guardians(patient: PatientId) -> Option<GuardianPlan>;

		/// The other ids of the same person.
		fn links(patient: PatientId) -> Vec<PatientId>;
	}
}
