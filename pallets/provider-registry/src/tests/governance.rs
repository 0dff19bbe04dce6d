//! What authorities do stands in their own trail.

use crate::{mock::*, Call, Error, WeightInfo};
use frame_support::{
	assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::UnfilteredDispatchable,
	weights::Weight,
};
use salus_primitives::{
	doubles::Trail, Actor, AuditTrail, AuditedEvent, OnMisconduct, OrganizationKind, Period,
	TrailId,
};

/// That since `count` entries the authorities' trail got these, and no trail got another.
#[track_caller]
fn assert_entries(count: usize, actor: Actor<u64>, events: &[AuditedEvent<u64>]) {
	let found = Trail::entries().split_off(count);
	let expected = events.iter().cloned().map(|event| (TrailId::Governance, actor.clone(), event));
	assert_eq!(found, expected.collect::<Vec<_>>());
}

/// That `call` leaves these entries, by an authority.
#[track_caller]
fn assert_authority_did(call: Call<Test>, events: &[AuditedEvent<u64>]) {
	let count = Trail::entries().len();
	assert_ok!(call.dispatch_bypass_filter(root()));
	assert_entries(count, Actor::Authority, events);
}

#[test]
fn an_accreditation_is_written_down_with_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		let until = Some(NOW + DAY);
		let accreditation = Period { from: NOW, until };
		let (kind, admin, profile) = (OrganizationKind::Hospital, ADMIN, PROFILE);
		let call = Call::accredit_organization { kind, admin, accreditation, profile };
		let organization = 0;
		let accredited = AuditedEvent::OrganizationAccredited { organization, until };
		assert_authority_did(call, &[accredited]);
		let call = Call::renew_accreditation { organization, accreditation: OPEN };
		let renewed = AuditedEvent::OrganizationAccredited { organization, until: None };
		assert_authority_did(call, &[renewed]);
	});
}

#[test]
fn what_became_of_an_application_is_written_down_once() {
	ExtBuilder::default().with_fortune(OUTSIDER).build_and_execute(|| {
		let (applicant, kind, profile) = (OUTSIDER, OrganizationKind::Hospital, PROFILE);
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), kind, profile));
		assert_eq!(Trail::entries(), vec![], "nobody has decided");
		assert_authority_did(
			Call::reject_application { applicant, kind, profile },
			&[AuditedEvent::ApplicationRejected { applicant }],
		);
		assert_ok!(ProviderRegistry::apply(signed(OUTSIDER), kind, profile));
		assert_authority_did(
			Call::accept_application { applicant, kind, profile, accreditation: OPEN },
			&[AuditedEvent::OrganizationAccredited { organization: 0, until: None }],
		);
	});
}

#[test]
fn where_an_organization_stands_is_written_down() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let organization = 0;
		assert_authority_did(
			Call::suspend_organization { organization },
			&[AuditedEvent::OrganizationSuspended { organization }],
		);
		assert_authority_did(
			Call::reinstate_organization { organization },
			&[AuditedEvent::OrganizationReinstated { organization }],
		);
		assert_authority_did(
			Call::revoke_accreditation { organization },
			&[AuditedEvent::AccreditationRevoked { organization }],
		);
		let by = accredit(OUTSIDER, OPEN);
		assert_authority_did(
			Call::succeed_organization { organization, by },
			&[AuditedEvent::OrganizationSucceeded { organization, by }],
		);
	});
}

/// Other acts of an authority were, so that whoever put an admin of its own into an organization left no trace in the trail that
/// is there to show it.
#[test]
fn whom_an_authority_makes_an_admin_and_whom_it_removes_is_written_down() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let (organization, account) = (0, OUTSIDER);
		assert_authority_did(
			Call::add_admin { organization, account },
			&[AuditedEvent::AdminAdded { organization, account }],
		);
		assert_authority_did(
			Call::remove_admin { organization, account },
			&[AuditedEvent::AdminRemoved { organization, account }],
		);
	});
}

#[test]
fn what_is_licensed_to_a_practitioner_is_written_down() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		let (organization, practitioner) = (0, midwife());
		for is_given in [true, false] {
			let practitioner = practitioner.clone();
			let event = AuditedEvent::EmergencyRoleSet {
				organization,
				practitioner: practitioner.clone(),
				is_given,
			};
			let call = Call::set_emergency_role { organization, practitioner, holds: is_given };
			assert_authority_did(call, &[event]);
		}
		let suspended =
			AuditedEvent::PractitionerSuspended { organization, practitioner: midwife() };
		let call = Call::suspend_practitioner { organization, practitioner: midwife() };
		assert_authority_did(call, &[suspended]);
		let reinstated =
			AuditedEvent::PractitionerReinstated { organization, practitioner: midwife() };
		let call = Call::reinstate_practitioner { organization, practitioner };
		assert_authority_did(call, &[reinstated]);
	});
}

#[test]
fn a_suspension_for_misconduct_is_the_chains() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let count = Trail::entries().len();
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		// There is nobody left to suspend.
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		ProviderRegistry::on_misconduct(0, &by(OUTSIDER));
		let practitioner = by(DOCTOR);
		let suspended = AuditedEvent::PractitionerSuspended { organization: 0, practitioner };
		assert_entries(count, Actor::Chain, &[suspended]);
	});
}

#[test]
fn what_is_refused_leaves_no_entry() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let count = Trail::entries().len();
		assert_noop!(
			ProviderRegistry::reinstate_organization(root(), 0),
			Error::<Test>::NotSuspended
		);
		assert_entries(count, Actor::Authority, &[]);
	});
}

#[test]
fn what_organizations_do_with_their_people_leaves_no_entry() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, OUTSIDER));
		assert_ok!(ProviderRegistry::remove_admin(signed(OUTSIDER), 0, ADMIN));
		let accredited = AuditedEvent::OrganizationAccredited { organization: 0, until: None };
		assert_entries(0, Actor::Authority, &[accredited]);
	});
}

#[test]
fn an_entry_is_charged_where_one_is_written() {
	ExtBuilder::default().build_and_execute(|| {
		let entry = <Trail as AuditTrail<u64>>::weight();
		assert!(entry.ref_time() > 0, "the double costs something");
		let weight = |call: Call<Test>| call.get_dispatch_info().call_weight;
		let (organization, account) = (0, OUTSIDER);
		let suspends = Call::suspend_organization { organization };
		let adds = Call::add_admin { organization, account };
		let removes = Call::remove_admin { organization, account };
		let gateway = Call::add_gateway { organization, account };
		let of = |weight: Weight, own: Weight| weight.saturating_sub(own);
		assert_eq!(of(weight(suspends), <() as WeightInfo>::suspend_organization()), entry);
		assert_eq!(of(weight(adds), <() as WeightInfo>::add_admin()), entry);
		assert_eq!(of(weight(removes), <() as WeightInfo>::remove_admin()), entry);
		assert_eq!(of(weight(gateway), <() as WeightInfo>::add_gateway()), Weight::zero());
		let told = <ProviderRegistry as OnMisconduct<u64>>::weight();
		assert_eq!(of(told, <() as WeightInfo>::on_misconduct()), entry);
	});
}
