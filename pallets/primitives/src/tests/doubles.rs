//! The doubles can say no, and say it about the moment that they are asked about: a rule that forgets its moment
//! must be able to fail.

use crate::{
	doubles::{reset, Patients, Providers},
	Actor, EncryptionKey, Moment, NotPractising, OrganizationId, OrganizationKind,
	PatientDirectory, PatientId, PractitionerId, Predecessors, ProviderDirectory, Pseudonym,
	PublicKey, Relation, Role, Roles, Standing,
};

const PATIENT: PatientId = PatientId([1; 32]);
const HOSPITAL: OrganizationId = 1;
const CLINIC: OrganizationId = 2;
const PHYSICIAN: u64 = 7;
const GATEWAY: u64 = 8;
const RESIDENT: Pseudonym = Pseudonym([3; 32]);
/// When something changes, and the moments right before and right after.
const CHANGE: Moment = 1_000;
const BEFORE: Moment = CHANGE - 1;
const AFTER: Moment = CHANGE + 1;

fn physician() -> PractitionerId<u64> {
	PractitionerId::Account(PHYSICIAN)
}

fn by_physician() -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN }
}

fn roles() -> Roles {
	Roles::of(&[Role::Physician])
}

fn standing(at: Moment) -> Result<Standing, NotPractising> {
	<Providers as ProviderDirectory<u64>>::standing(&by_physician(), at)
}

fn roles_at(at: Moment) -> Result<Roles, NotPractising> {
	standing(at).map(|standing| standing.roles)
}

/// What `asked` answers before, at and after the change.
fn around<R>(asked: impl Fn(Moment) -> R) -> [R; 3] {
	[BEFORE, CHANGE, AFTER].map(asked)
}

#[test]
fn a_relation_is_the_one_of_its_moment() {
	reset();
	Patients::relate(PATIENT, 4, Relation::Controller);
	let relation = |at| Patients::relation(&PATIENT, &4, at);
	assert_eq!(around(relation), [(); 3].map(|()| Some(Relation::Controller)));
	Patients::relate_at(PATIENT, 4, Relation::Stranger, CHANGE);
	let then = [Relation::Controller, Relation::Stranger, Relation::Stranger];
	assert_eq!(around(relation), then.map(Some));
}

#[test]
fn a_freeze_begins_and_ends_at_a_moment() {
	reset();
	Patients::open(PATIENT, 4);
	let is_frozen = |at| Patients::is_frozen(&PATIENT, at);
	assert_eq!(around(is_frozen), [false; 3]);
	Patients::freeze_at(PATIENT, CHANGE);
	assert_eq!(around(is_frozen), [false, true, true]);
	Patients::thaw_at(PATIENT, AFTER);
	assert_eq!(around(is_frozen), [false, true, false]);
	Patients::freeze(PATIENT);
	assert_eq!(around(is_frozen), [true; 3]);
}

#[test]
fn a_death_counts_from_its_moment() {
	reset();
	Patients::open(PATIENT, 4);
	let has_died = |at| Patients::has_died(&PATIENT, at);
	assert_eq!(around(has_died), [false; 3]);
	Patients::die_at(PATIENT, CHANGE);
	assert_eq!(around(has_died), [false, true, true]);
	Patients::correct_death(PATIENT);
	assert_eq!(around(has_died), [false; 3]);
}

#[test]
fn an_organization_is_suspended_and_accredited_again_at_a_moment() {
	reset();
	Providers::admit(HOSPITAL, PHYSICIAN, roles());
	assert_eq!(around(roles_at), [Ok(roles()); 3]);
	let suspended = NotPractising::OrganizationSuspended;
	Providers::bar_at(HOSPITAL, suspended, CHANGE);
	Providers::accredit_at(HOSPITAL, AFTER);
	assert_eq!(around(roles_at), [Ok(roles()), Err(suspended), Ok(roles())]);
	let is_accredited = |at| Providers::is_accredited(HOSPITAL, at);
	assert_eq!(around(is_accredited), [true, false, true]);
	let practises = |at| Providers::practises(HOSPITAL, &physician(), at);
	assert_eq!(around(practises), [true, false, true]);
}

#[test]
fn an_organization_that_is_accredited_at_a_moment_was_not_before() {
	reset();
	Providers::accredit_at(HOSPITAL, CHANGE);
	Providers::set_roles_at(HOSPITAL, &physician(), roles(), 0);
	let not_yet = Err(NotPractising::NotAccredited);
	assert_eq!(around(roles_at), [not_yet, Ok(roles()), Ok(roles())]);
}

#[test]
fn roles_licences_and_departures_have_their_moments() {
	reset();
	Providers::admit(HOSPITAL, PHYSICIAN, roles());
	let more = Roles::of(&[Role::Physician, Role::Emergency]);
	Providers::set_roles_at(HOSPITAL, &physician(), more, CHANGE);
	assert_eq!(around(roles_at), [Ok(roles()), Ok(more), Ok(more)]);
	Providers::suspend_at(HOSPITAL, &physician(), CHANGE);
	let suspended = Err(NotPractising::PractitionerSuspended);
	assert_eq!(around(roles_at), [Ok(roles()), suspended, suspended]);
	Providers::dismiss_at(HOSPITAL, &physician(), AFTER);
	let gone = Err(NotPractising::NotAPractitioner);
	assert_eq!(around(roles_at), [Ok(roles()), suspended, gone]);
}

#[test]
fn a_gateway_is_one_from_a_moment_to_a_moment() {
	reset();
	Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, roles());
	let gateway =
		Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
	let is_one = |at| <Providers as ProviderDirectory<u64>>::standing(&gateway, at).map(|_| ());
	assert_eq!(around(is_one), [Ok(()); 3]);
	Providers::close_gateway_at(HOSPITAL, GATEWAY, CHANGE);
	let none = Err(NotPractising::NotAGateway);
	assert_eq!(around(is_one), [Ok(()), none, none]);
	Providers::open_gateway_at(HOSPITAL, GATEWAY, AFTER);
	assert_eq!(around(is_one), [Ok(()), none, Ok(())]);
	let speaks = |at| Providers::speaks_for(HOSPITAL, &GATEWAY, at);
	assert_eq!(around(speaks), [Some(HOSPITAL), None, Some(HOSPITAL)]);
}

#[test]
fn a_succession_counts_from_its_moment() {
	reset();
	Providers::admit(HOSPITAL, PHYSICIAN, roles());
	Providers::admit(CLINIC, PHYSICIAN, roles());
	Providers::admit_admin(CLINIC, GATEWAY);
	Providers::succeed_at(CLINIC, HOSPITAL, CHANGE);
	let predecessors = |at| standing(at).map(|standing| standing.predecessors);
	let followed = Predecessors::truncate_from(vec![CLINIC]);
	assert_eq!(
		around(predecessors),
		[Ok(Predecessors::default()), Ok(followed.clone()), Ok(followed)]
	);
	let practises = |at| Providers::practises(CLINIC, &physician(), at);
	assert_eq!(around(practises), [true, false, false]);
	// Who spoke for it speaks no more: its successor's people do.
	let speaks = |at| Providers::speaks_for(CLINIC, &GATEWAY, at);
	assert_eq!(around(speaks), [Some(CLINIC), None, None]);
	let vouches = |at| Providers::vouches(CLINIC, at);
	assert_eq!(around(vouches), [true; 3]);
	Providers::bar_at(HOSPITAL, NotPractising::AccreditationRevoked, AFTER);
	assert_eq!(around(vouches), [true, true, false]);
}

#[test]
fn an_admin_speaks_up_to_a_moment() {
	reset();
	Providers::admit_admin(HOSPITAL, PHYSICIAN);
	Providers::dismiss_admin_at(HOSPITAL, PHYSICIAN, CHANGE);
	let speaks = |at| Providers::speaks_for(HOSPITAL, &PHYSICIAN, at);
	assert_eq!(around(speaks), [Some(HOSPITAL), None, None]);
}

#[test]
fn what_is_set_without_a_moment_held_at_every_moment() {
	reset();
	Providers::admit(HOSPITAL, PHYSICIAN, roles());
	Providers::set_kind(HOSPITAL, OrganizationKind::Clinic);
	let kind = |at| standing(at).map(|standing| standing.kind);
	assert_eq!(around(kind), [Ok(OrganizationKind::Clinic); 3]);
	Providers::bar(HOSPITAL, NotPractising::AccreditationRevoked);
	assert_eq!(around(roles_at), [Err(NotPractising::AccreditationRevoked); 3]);
	Providers::accredit(HOSPITAL);
	Providers::dismiss(HOSPITAL, &physician());
	assert_eq!(around(roles_at), [Err(NotPractising::NotAPractitioner); 3]);
	assert_eq!(
		<Providers as ProviderDirectory<u64>>::standing(
			&Actor::Practitioner { organization: CLINIC, account: PHYSICIAN },
			CHANGE
		),
		Err(NotPractising::UnknownOrganization)
	);
}

#[test]
fn a_key_is_answered_while_its_organization_may_act_now() {
	reset();
	Providers::accredit(HOSPITAL);
	Providers::set_key_epoch(HOSPITAL, None, 3);
	let key = || <Providers as ProviderDirectory<u64>>::encryption_key(HOSPITAL, None);
	assert_eq!(key(), Some(EncryptionKey { public: PublicKey::x25519([1; 32]), epoch: 3 }));
	Providers::bar_at(HOSPITAL, NotPractising::OrganizationSuspended, CHANGE);
	assert_eq!(key(), None);
}
