use super::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{Basis, Months, NotPractising, PatientId, PractitionerId};
use sp_runtime::{DispatchError, DispatchResult};

/// The physician passes on a part of `parent` to the clinic.
fn pass_on(parent: GrantId, provision: Provision<u64>) -> DispatchResult {
	try_refer((HOSPITAL, PHYSICIAN), parent, CLINIC, provision)
}

/// The specialist of the clinic wants to read observations for treatment.
fn reading_there() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
		..reading()
	}
}

#[test]
fn a_part_of_a_grant_is_passed_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		pass(MINUTE);
		let provision = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		let keys = envelope(0, 0, 2);
		assert!(!is_permitted(&reading_there()));
		assert_ok!(Consent::refer(
			signed(PHYSICIAN),
			PATIENT,
			Capacity::Practitioner { organization: HOSPITAL },
			parent,
			CLINIC,
			provision.clone(),
			Some(keys)
		));
		let grant = parent + 1;
		let content = content_of(&provision);
		let expected = Grant {
			id: grant,
			granted_at: START + MINUTE,
			terms: None,
			excludes_confidential: false,
			ancestors: BoundedVec::truncate_from(vec![parent]),
			provision,
		};
		let file = Files::<Test>::get(PATIENT, CLINIC);
		assert_eq!((file.own.len(), file.referred.to_vec()), (0, vec![expected]));
		let until = Some(START + HOUR);
		let live = LiveGrant { id: grant, organization: CLINIC, until, parent: Some(parent) };
		assert_eq!(head().live.last(), Some(&live));
		assert_eq!(
			annex_of(grant).envelope.expect("it was given").commitment,
			Commitment::repeat_byte(2)
		);
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			AuditedEvent::ConsentReferred { grant, parent, organization: CLINIC, content },
			Event::Referred {
				patient: PATIENT,
				from: HOSPITAL,
				organization: CLINIC,
				parent,
				grant,
			},
		);
		assert_eq!(decide(&reading_there()), Decision::Permit(Basis::Grant(grant)));
	});
}

#[test]
fn nothing_beyond_the_parent_is_passed_on() {
	run(|| {
		let parent = Provision {
			scope: classes(&[OBSERVATION, NOTE]),
			content: Some(Months { from: 600, until: 610 }),
			purposes: Purposes::of(&[Purpose::Treatment, Purpose::Payment]),
			..disclosable()
		};
		let grant = grant_to(HOSPITAL, parent.clone());
		let with = |change: fn(&mut Provision<u64>)| {
			let mut provision = parent.clone();
			change(&mut provision);
			pass_on(grant, provision)
		};
		for change in [
			(|p| p.scope = Scope::All) as fn(&mut Provision<u64>),
			|p| p.scope = classes(&[OBSERVATION, CONDITION]),
			|p| p.scope = anchors(&[BY_HOSPITAL]),
			|p| p.scope = Scope::AllBut(ClassSet::truncate_from(vec![CONDITION])),
			|p| p.content = None,
			|p| p.content = Some(Months { from: 599, until: 610 }),
			|p| p.content = Some(Months { from: 600, until: 611 }),
			|p| p.actions = Actions::of(&[Action::Access, Action::Use]),
			|p| p.purposes = Purposes::of(&[Purpose::Treatment, Purpose::Research]),
			|p| p.period.from = START - 1,
			|p| p.period.until = Some(START + HOUR + 1),
			|p| p.period.until = None,
		] {
			assert_noop!(with(change), Error::<Test>::ParentExceeded);
		}
		assert_ok!(with(|p| p.content = Some(Months { from: 601, until: 602 })));
	});
}

#[test]
fn a_grantee_may_pass_on_to_anybody_by_name_or_role() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let to = |grantee| pass_on(parent, Provision { grantee, ..broad() });
		assert_noop!(
			to(Grantee::Practitioner(PHYSICIAN)),
			Error::<Test>::PractitionerNotPractising
		);
		assert_noop!(to(Grantee::Pseudonym(RESIDENT)), Error::<Test>::PractitionerNotPractising);
		assert_ok!(to(Grantee::Practitioner(SPECIALIST)));
		assert!(is_permitted(&reading_there()));
		revoke(parent + 1);
		assert_ok!(to(Grantee::Role(Role::Nurse)));
		assert!(!is_permitted(&reading_there()));
	});
}

#[test]
fn whoever_may_not_use_a_grant_cannot_pass_it_on() {
	run(|| {
		let grantee = Grantee::Practitioner(PHYSICIAN);
		let parent = grant_to(HOSPITAL, Provision { grantee, ..disclosable() });
		for account in [NURSE, HOSPITAL_OFFICER] {
			assert_noop!(
				try_refer((HOSPITAL, account), parent, CLINIC, broad()),
				Error::<Test>::NotReferable
			);
		}
		// Neither can the gateway on the strength of having signed.
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		let by_gateway = |parent| {
			Consent::refer(signed(GATEWAY), PATIENT, capacity, parent, CLINIC, broad(), None)
		};
		assert_noop!(by_gateway(parent), Error::<Test>::NotReferable);
		assert_noop!(
			try_refer((CLINIC, SPECIALIST), parent, HOSPITAL, broad()),
			Error::<Test>::NotReferable
		);
		let grantee = Grantee::Role(Role::Physician);
		let parent = grant_to(HOSPITAL, Provision { grantee, ..disclosable() });
		assert_noop!(
			try_refer((HOSPITAL, NURSE), parent, CLINIC, broad()),
			Error::<Test>::NotReferable
		);
		assert_ok!(by_gateway(parent));
	});
}

#[test]
fn a_grant_is_passed_on_only_with_leave_to_disclose_and_within_its_period() {
	run(|| {
		let silent = grant_to(HOSPITAL, broad());
		assert_noop!(pass_on(silent, broad()), Error::<Test>::NotReferable);
		let period = Period { from: START + MINUTE, until: Some(START + HOUR) };
		let later = grant_to(HOSPITAL, Provision { period, ..disclosable() });
		let provision = Provision { period, ..broad() };
		assert_noop!(pass_on(later, provision.clone()), Error::<Test>::NotReferable);
		go_to(START + MINUTE);
		assert_ok!(pass_on(later, provision.clone()));
		go_to(START + HOUR);
		assert_noop!(pass_on(later, provision), Error::<Test>::PeriodEnded);
		let provision = Provision { period: Period { from: START, until: None }, ..broad() };
		assert_noop!(pass_on(later, provision), Error::<Test>::NotReferable);
	});
}

#[test]
fn a_grant_is_passed_on_three_times_in_a_row() {
	run(|| {
		let mut parent = grant_to(HOSPITAL, disclosable());
		let mut from = (HOSPITAL, PHYSICIAN);
		for organization in 200..203 {
			let account = u64::from(organization);
			Providers::admit(organization, account, Roles::of(&[Role::Nurse]));
			let next = head().next;
			assert_ok!(try_refer(from, parent, organization, disclosable()));
			parent = next;
			from = (organization, account);
		}
		assert_eq!(row(202, 3).ancestors.to_vec(), vec![0, 1, 2]);
		assert_noop!(
			try_refer(from, parent, CLINIC, disclosable()),
			Error::<Test>::MaxDepthExceeded
		);
		revoke(0);
		assert!(head().live.is_empty(), "all end with the first");
	});
}

#[test]
fn one_grant_has_eight_children_and_one_in_each_organization() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		for organization in 200..208 {
			Providers::accredit(organization);
			refer(parent, organization, broad());
			assert_noop!(
				try_refer((HOSPITAL, PHYSICIAN), parent, organization, broad()),
				Error::<Test>::MaxChildrenExceeded
			);
		}
		assert_noop!(pass_on(parent, broad()), Error::<Test>::MaxChildrenExceeded);
		revoke(1);
		assert_ok!(pass_on(parent, broad()));
	});
}

#[test]
fn an_organization_s_place_for_referrals_is_bounded_and_leaves_the_patient_s_own_alone() {
	run(|| {
		let mut parents = Vec::new();
		for _ in 0..=MAX_REFERRED_GRANTS {
			parents.push(grant_to(HOSPITAL, disclosable()));
		}
		let last = parents.pop().expect("there are some");
		for parent in &parents {
			assert_ok!(pass_on(*parent, broad()));
		}
		assert_noop!(pass_on(last, broad()), Error::<Test>::MaxReferralsExceeded);
		grant_to(CLINIC, broad());
		revoke(parents[2]);
		assert_ok!(pass_on(last, broad()));
		let file = Files::<Test>::get(PATIENT, CLINIC);
		assert_eq!(file.referred[2].ancestors.to_vec(), vec![last], "an ended one gave way");
		let displaced = annex_of(file.referred[2].id).displaced.expect("and is kept");
		assert_eq!(displaced.grant.ancestors.to_vec(), vec![parents[2]]);
	});
}

#[test]
fn a_referral_displaces_nothing() {
	run(|| {
		fill_the_list_of_live_grants();
		let parent = grant_to(HOSPITAL, disclosable());
		assert_noop!(pass_on(parent, broad()), Error::<Test>::MaxGrantsExceeded);
	});
}

#[test]
fn what_the_patient_refused_to_the_signer_is_not_passed_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let refuse = |whom, class| {
			let refusal = Refusal { whom, class, purposes: None, even_in_emergency: false };
			assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
		};
		refuse(Refused::Practitioner(PractitionerId::Account(PHYSICIAN)), Some(NOTE));
		assert_noop!(pass_on(parent, broad()), Error::<Test>::NotReferable);
		assert_ok!(pass_on(parent, Provision { scope: classes(&[OBSERVATION]), ..broad() }));
		assert!(is_permitted(&reading_there()));
		revoke(parent + 1);
		refuse(Refused::Everybody, None);
		assert_noop!(
			pass_on(parent, Provision { scope: classes(&[OBSERVATION]), ..broad() }),
			Error::<Test>::NotReferable
		);
	});
}

#[test]
fn what_the_patient_refused_to_the_receiver_is_not_passed_on() {
	let specialist = || Refused::Practitioner(PractitionerId::Account(SPECIALIST));
	let research = Purposes::of(&[Purpose::Research]);
	let to_specialist = Grantee::Practitioner(SPECIALIST);
	let all = |whom| all_to(whom);
	for (refusal, provision, is_passed_on) in [
		(all(Refused::Organization(CLINIC)), broad(), false),
		(Refusal { class: Some(NOTE), ..all(Refused::Organization(CLINIC)) }, broad(), false),
		(
			Refusal { class: Some(NOTE), ..all(Refused::Organization(CLINIC)) },
			Provision { scope: classes(&[OBSERVATION]), ..broad() },
			true,
		),
		(Refusal { purposes: Some(research), ..all(Refused::Everybody) }, broad(), true),
		(all(specialist()), broad(), true),
		(all(specialist()), Provision { grantee: to_specialist, ..broad() }, false),
	] {
		run(|| {
			let parent = grant_to(HOSPITAL, disclosable());
			assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal.clone()));
			if is_passed_on {
				assert_ok!(pass_on(parent, provision));
			} else {
				assert_noop!(pass_on(parent, provision), Error::<Test>::NotReferable);
			}
		});
	}
}

#[test]
fn nothing_is_passed_on_within_one_s_own_organization() {
	run(|| {
		let grantee = Grantee::Practitioner(PHYSICIAN);
		let parent = grant_to(HOSPITAL, Provision { grantee, ..disclosable() });
		for grantee in [Grantee::Organization, Grantee::Practitioner(NURSE)] {
			assert_noop!(
				try_refer(
					(HOSPITAL, PHYSICIAN),
					parent,
					HOSPITAL,
					Provision { grantee, ..broad() }
				),
				Error::<Test>::CannotReferToOwnOrganization
			);
		}
	});
}

#[test]
fn whoever_passes_on_learns_one_thing_of_a_patient_that_it_may_not_pass_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let silent = grant_to(HOSPITAL, broad());
		let theirs = grant_to(CLINIC, disclosable());
		let ended = grant_to(HOSPITAL, disclosable());
		revoke(ended);
		let capacity = Capacity::Practitioner { organization: HOSPITAL };
		let by = |patient, grant| {
			Consent::refer(signed(PHYSICIAN), patient, capacity, grant, CLINIC, broad(), None)
		};
		let (other, dead, closed) = (PatientId([8; 32]), PatientId([5; 32]), PatientId([6; 32]));
		Patients::open(other, STRANGER);
		Patients::open(dead, STRANGER);
		Patients::die_at(dead, START);
		Patients::open(closed, STRANGER);
		Patients::close(closed);
		for (patient, grant) in [
			(PatientId([9; 32]), parent),
			(closed, parent),
			(other, parent),
			(dead, parent),
			(PATIENT, 77),
			(PATIENT, silent),
			(PATIENT, theirs),
			(PATIENT, ended),
		] {
			assert_noop!(by(patient, grant), Error::<Test>::NotReferable);
		}
		Patients::freeze(PATIENT);
		assert_noop!(by(PATIENT, parent), Error::<Test>::NotReferable);
		Patients::thaw(PATIENT);
		Patients::die_at(PATIENT, START);
		assert_noop!(by(PATIENT, parent), Error::<Test>::NotReferable);
		Patients::correct_death(PATIENT);
		assert_ok!(by(PATIENT, parent));
	});
}

#[test]
fn who_refuses_everything_is_passed_on_by_nobody() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_noop!(pass_on(parent, broad()), Error::<Test>::NotReferable);
	});
}

#[test]
fn what_a_representative_left_out_stays_out() {
	run(|| {
		represent(2);
		let by = signed(2);
		assert_ok!(Consent::grant(by, PATIENT, HOSPITAL, disclosable(), None, None));
		let child = refer(0, CLINIC, broad());
		assert!(row(CLINIC, child).excludes_confidential);
	});
}

#[test]
fn the_rules_of_granting_hold() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let with = |change: fn(&mut Provision<u64>)| {
			let mut provision = broad();
			change(&mut provision);
			pass_on(parent, provision)
		};
		assert_noop!(
			with(|p| p.period.until = Some(START + MINUTE - 1)),
			Error::<Test>::InvalidPeriod
		);
		assert_noop!(
			with(|p| p.period = Period { from: 0, until: Some(START) }),
			Error::<Test>::PeriodEnded
		);
		assert_noop!(with(|p| p.scope = classes(&[])), Error::<Test>::EmptyScope);
		assert_noop!(with(|p| p.actions = Actions(0)), Error::<Test>::InvalidActions);
		assert_noop!(with(|p| p.purposes = Purposes(0)), Error::<Test>::InvalidPurposes);
		assert_noop!(
			with(|p| p.content = Some(Months { from: 1, until: 1 })),
			Error::<Test>::InvalidContentPeriod
		);
		let sealed = |key_epoch, grantee_key_epoch| {
			let keys = envelope(key_epoch, grantee_key_epoch, 1);
			let capacity = Capacity::Practitioner { organization: HOSPITAL };
			let by = signed(PHYSICIAN);
			Consent::refer(by, PATIENT, capacity, parent, CLINIC, broad(), Some(keys))
		};
		assert_noop!(sealed(1, 0), Error::<Test>::StaleKeyEpoch);
		assert_noop!(sealed(0, 1), Error::<Test>::StaleGranteeKey);
		assert_noop!(
			try_refer((HOSPITAL, PHYSICIAN), parent, 77, broad()),
			Error::<Test>::OrganizationNotAccredited
		);
		Providers::bar(CLINIC, NotPractising::OrganizationSuspended);
		assert_noop!(pass_on(parent, broad()), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn a_key_that_nobody_published_seals_nothing() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let keys = envelope(0, 0, 1);
		let capacity = Capacity::Practitioner { organization: HOSPITAL };
		let grantee = Grantee::Practitioner(CLINIC_OFFICER);
		let provision = Provision { grantee, ..broad() };
		assert_noop!(
			Consent::refer(
				signed(PHYSICIAN),
				PATIENT,
				capacity,
				parent,
				CLINIC,
				provision,
				Some(keys)
			),
			Error::<Test>::GranteeHasNoKey
		);
	});
}

#[test]
fn nothing_is_passed_on_by_who_does_not_practise_nor_of_another_patient() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		for (organization, account) in [(HOSPITAL, STRANGER), (CLINIC, PHYSICIAN), (77, PHYSICIAN)]
		{
			assert_noop!(
				try_refer((organization, account), parent, CLINIC, broad()),
				Error::<Test>::NotPractising
			);
		}
		let capacity = Capacity::Practitioner { organization: HOSPITAL };
		let by = |origin, patient, capacity| {
			Consent::refer(origin, patient, capacity, parent, CLINIC, broad(), None)
		};
		assert_noop!(
			by(signed(CONTROLLER), PATIENT, Capacity::Person),
			Error::<Test>::NotPractising
		);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(by(origin, PATIENT, capacity), DispatchError::BadOrigin);
		}
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert_noop!(by(signed(PHYSICIAN), other, capacity), Error::<Test>::NotReferable);
		revoke(parent);
		assert_noop!(pass_on(parent, broad()), Error::<Test>::NotReferable);
	});
}

#[test]
fn nothing_is_passed_on_while_frozen() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		Patients::freeze(PATIENT);
		assert_noop!(pass_on(parent, broad()), Error::<Test>::NotReferable);
	});
}

#[test]
fn it_is_free_for_practitioners() {
	run(|| {
		let is_free = |account| {
			Call::<Test>::refer {
				patient: PATIENT,
				capacity: Capacity::Practitioner { organization: HOSPITAL },
				parent: 0,
				organization: CLINIC,
				provision: broad(),
				envelope: None,
			}
			.is_feeless(&signed(account))
		};
		assert_eq!([PHYSICIAN, SPECIALIST, CONTROLLER].map(is_free), [true, false, false]);
	});
}
