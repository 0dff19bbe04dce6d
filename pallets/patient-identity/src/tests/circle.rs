//! The guardians of the tests: David, Emma, Felix and a hospital, two of whom must agree.

use crate::{
	guardian_commitment, mock::*, Attempt, Guardian, GuardianCase, GuardianCases, GuardianSet,
	Guardians,
};
use frame_support::{assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{doubles::Trail, Actor, AuditedEvent, OrganizationId, PatientId, TrailId};
use sp_core::H256;

/// A guardian's account.
pub const DAVID: u64 = 21;
/// Another guardian's account.
pub const EMMA: u64 = 22;
/// One more guardian's account.
pub const FELIX: u64 = 23;

/// The numbers of the guardians.
pub mod member {
	pub const DAVID: u8 = 0;
	pub const EMMA: u8 = 1;
	pub const FELIX: u8 = 2;
	pub const HOSPITAL: u8 = 3;
	pub const NOBODY: u8 = 4;
}

/// How many guardians must agree.
pub const THRESHOLD: u8 = 2;

/// The salt of the commitment to the guardians.
pub const SECRET: H256 = H256::repeat_byte(0x5a);

/// These persons and this institution as guardians.
pub fn set_of(persons: &[u64], institution: Option<OrganizationId>) -> GuardianSet<u64> {
	let persons = persons.iter().copied().map(Guardian::Person);
	let institution = institution.map(Guardian::Institution);
	GuardianSet::truncate_from(persons.chain(institution).collect())
}

/// David, Emma, Felix and the hospital.
pub fn guardians() -> GuardianSet<u64> {
	set_of(&[DAVID, EMMA, FELIX], Some(HOSPITAL))
}

/// The commitment to them.
pub fn commitment(patient: PatientId) -> H256 {
	guardian_commitment(&patient, THRESHOLD, &guardians(), &SECRET)
}

/// Lets `controller` commit to guardians, and waits until they are in office.
pub fn commit_to(controller: u64, patient: PatientId, commitment: H256) {
	assert_ok!(PatientIdentity::set_guardians(signed(controller), patient, Some(commitment)));
	pass(RECOVERY_DELAY);
}

/// Lets David show the guardians.
pub fn reveal(patient: PatientId) {
	assert_ok!(PatientIdentity::reveal_guardians(
		signed(DAVID),
		patient,
		guardians(),
		THRESHOLD,
		SECRET,
		member::DAVID,
	));
}

/// Anna's patient with guardians in office.
pub fn guarded() -> PatientId {
	let patient = first_patient_of(ANNA);
	commit_to(ANNA, patient, commitment(patient));
	patient
}

/// Anna's patient with guardians who have been shown.
pub fn shown() -> PatientId {
	let patient = guarded();
	reveal(patient);
	patient
}

/// Lets David attempt to give control to `to`.
pub fn open(patient: PatientId, to: u64) {
	assert_ok!(PatientIdentity::open_recovery(signed(DAVID), patient, member::DAVID, to));
}

/// Lets Emma join in, which is enough.
pub fn approve(patient: PatientId, to: u64) {
	assert_ok!(PatientIdentity::approve_recovery(
		signed(EMMA),
		patient,
		member::EMMA,
		member::DAVID,
		to,
	));
}

/// Lets `to` take over what David attempted.
pub fn complete(patient: PatientId, to: u64) {
	assert_ok!(PatientIdentity::complete_recovery(signed(to), patient, member::DAVID, to, None));
}

/// Lets David and Emma freeze the patient's side.
pub fn freeze(patient: PatientId) {
	assert_ok!(PatientIdentity::vote_freeze(signed(DAVID), patient, member::DAVID));
	assert_ok!(PatientIdentity::vote_freeze(signed(EMMA), patient, member::EMMA));
	assert!(is_frozen(patient));
}

/// Whether the patient's side is frozen now.
pub fn is_frozen(patient: PatientId) -> bool {
	row(patient).is_frozen(now())
}

/// The present moment.
pub fn now() -> salus_primitives::Moment {
	PatientIdentity::now()
}

/// What the guardians are doing.
pub fn case(patient: PatientId) -> GuardianCase<u64> {
	GuardianCases::<Test>::get(patient).expect("the guardians have been shown")
}

/// The attempt that this guardian opened.
pub fn attempt(patient: PatientId, opener: u8) -> Attempt<u64> {
	case(patient).attempt(opener).cloned().expect("it has been opened")
}

/// The commitment in force now.
pub fn in_force(patient: PatientId) -> Option<H256> {
	Guardians::<Test>::get(patient).and_then(|plan| plan.in_force(now()))
}

/// The latest entry must be this one, in the patient's trail.
pub fn assert_last_entry(patient: PatientId, actor: Actor<u64>, event: AuditedEvent<u64>) {
	assert_eq!(Trail::entries().last(), Some(&(TrailId::Patient(patient), actor, event)));
}

/// An admin of the hospital acts for it.
pub fn for_the_hospital() -> Actor<u64> {
	Actor::Organization { organization: HOSPITAL, account: ADMIN }
}

/// The call must be free for exactly these of all who appear in the tests.
pub fn assert_free_for(call: crate::Call<Test>, accounts: &[u64]) {
	for account in [ANNA, BORIS, DAVID, EMMA, FELIX, DOCTOR, GATEWAY, ADMIN, STRANGER] {
		assert_eq!(
			call.is_feeless(&signed(account)),
			accounts.contains(&account),
			"{call:?} by {account}"
		);
	}
	assert!(!call.is_feeless(&RuntimeOrigin::none()));
	assert!(!call.is_feeless(&RuntimeOrigin::root()));
}
