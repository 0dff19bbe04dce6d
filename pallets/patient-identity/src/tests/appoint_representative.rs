use crate::{
	mock::*, Appointer, Call, Deposits, Error, Event, PatientStatus, Representative,
	MAX_REPRESENTATIVES,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{
	Actor, AuditedEvent, ClassSet, PatientDirectory, PatientId, Period, Power, Powers, RecordClass,
	Relation, MIN_PERIOD,
};
use sp_runtime::{ArithmeticError, DispatchError};

fn call(
	by: RuntimeOrigin,
	patient: PatientId,
	account: u64,
	powers: Powers,
	period: Period,
) -> DispatchResultWithPostInfo {
	PatientIdentity::appoint_representative(by, patient, account, powers, period)
}

fn access() -> Powers {
	Powers::of(&[Power::Access])
}

#[test]
fn the_controller_appoints() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let powers = Powers::of(&[Power::Access, Power::Consent]);
		assert_ok!(call(signed(ANNA), patient, BORIS, powers, year()));

		assert_eq!(
			row(patient).representatives.to_vec(),
			[Representative {
				account: BORIS,
				powers,
				period: year(),
				appointed_by: Appointer::Patient
			}]
		);
		assert_eq!(roles(BORIS), 1);
		assert_events([Event::RepresentativeAppointed {
			patient,
			representative: BORIS,
			powers,
			period: year(),
		}]);
		assert_trail_ends(
			patient,
			Actor::Person(ANNA),
			[AuditedEvent::RepresentativeAppointed { powers, until: year().until }],
		);
	});
}

#[test]
fn a_representative_acts_within_its_period_and_with_its_powers() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let period = Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) };
		assert_ok!(call(signed(ANNA), patient, BORIS, access(), period));
		let may = |power, at| PatientIdentity::may_act(&patient, &BORIS, power, at);
		assert!(!may(Power::Access, NOW + DAY - 1));
		assert!(may(Power::Access, NOW + DAY));
		assert!(!may(Power::Consent, NOW + DAY));
		assert!(may(Power::Access, NOW + 2 * DAY - 1));
		assert!(!may(Power::Access, NOW + 2 * DAY));
		assert_eq!(
			PatientIdentity::relation(&patient, &BORIS, NOW + 2 * DAY),
			Some(Relation::Stranger)
		);
	});
}

#[test]
fn the_same_account_again_is_a_changed_appointment() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		let period = Period { from: NOW, until: None };
		assert_ok!(call(signed(ANNA), patient, BORIS, Powers::ALL, period));
		let row = row(patient);
		assert_eq!(row.representatives.len(), 1);
		assert_eq!(row.representatives[0].powers, Powers::ALL);
		assert_eq!(row.representatives[0].period, period);
		assert_eq!(roles(BORIS), 1);
	});
}

#[test]
fn a_representative_with_identity_gives_no_more_than_it_has() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access, Power::Identity]);
		let own = year();
		let by = || signed(BORIS);
		assert_ok!(call(by(), patient, CARLA, access(), own));
		assert_eq!(row(patient).representatives[1].appointed_by, Appointer::Patient);

		for powers in [Powers::ALL, Powers::of(&[Power::Consent])] {
			assert_noop!(call(by(), patient, STRANGER, powers, own), Error::<Test>::PowersExceeded);
		}
		for period in [
			Period { from: own.from - 1, until: own.until },
			Period { from: own.from, until: own.until.map(|until| until + 1) },
			Period { from: own.from, until: None },
		] {
			assert_noop!(
				call(by(), patient, STRANGER, access(), period),
				Error::<Test>::PowersExceeded
			);
		}
	});
}

#[test]
fn a_representative_changes_neither_itself_nor_somebody_mightier() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Access, Power::Identity]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Access, Power::Consent]);
		assert_noop!(
			call(signed(BORIS), patient, BORIS, access(), year()),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			call(signed(BORIS), patient, CARLA, access(), year()),
			Error::<Test>::PowersExceeded
		);
	});
}

#[test]
fn without_identity_nobody_appoints() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(
			signed(ANNA),
			patient,
			BORIS,
			&[Power::Access, Power::Consent, Power::Records, Power::Recovery],
		);
		appoint(signed(ANNA), patient, CARLA, &[Power::Identity]);
		pass(365 * DAY);
		for account in [BORIS, CARLA, STRANGER] {
			assert_noop!(
				call(signed(account), patient, WATCH, access(), year()),
				Error::<Test>::NotAuthorized
			);
		}
	});
}

#[test]
fn the_registrars_appointments_are_out_of_the_patients_reach() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(registrar(), patient, BORIS, &[Power::Access]);
		assert_eq!(row(patient).representatives[0].appointed_by, Appointer::Registrar);
		assert_trail_ends(
			patient,
			Actor::Authority,
			[AuditedEvent::RepresentativeAppointed { powers: access(), until: year().until }],
		);
		assert_noop!(
			call(signed(ANNA), patient, BORIS, access(), year()),
			Error::<Test>::AlreadyHasRole
		);
		// The other way round as well: what the patient decided does not change its kind.
		appoint(signed(ANNA), patient, CARLA, &[Power::Access]);
		assert_noop!(
			call(registrar(), patient, CARLA, access(), year()),
			Error::<Test>::AlreadyHasRole
		);
		// Once its time is over it binds nobody.
		pass(365 * DAY);
		assert_ok!(call(signed(ANNA), patient, BORIS, access(), year()));
		assert_eq!(row(patient).representatives[0].appointed_by, Appointer::Patient);
		assert_eq!(roles(BORIS), 1);
	});
}

#[test]
fn the_registrar_appointing_parents_frees_the_sponsor_of_its_deposit() {
	ExtBuilder::default().with_sponsored(None).with_sponsored(Some(ANNA)).build_and_execute(|| {
		appoint(registrar(), first_sponsored(), BORIS, &[Power::Access]);
		assert!(!Deposits::<Test>::contains_key(first_sponsored()));

		// A controller has yet to say that it is the one.
		let pending = PatientIdentity::derive_patient_id(&DOCTOR, 1, SALT);
		appoint(registrar(), pending, BORIS, &[Power::Access]);
		assert!(Deposits::<Test>::contains_key(pending));
		assert_eq!(row(pending).status, PatientStatus::Pending);
	});
}

#[test]
fn an_executor_reads_and_is_the_registrars_to_appoint() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		bury(patient);
		assert_noop!(
			call(signed(ANNA), patient, BORIS, access(), year()),
			Error::<Test>::PatientDeceased
		);
		for powers in [Powers::ALL, Powers::of(&[Power::Access, Power::Records])] {
			assert_noop!(
				call(registrar(), patient, BORIS, powers, year()),
				Error::<Test>::InvalidPowers
			);
		}
		assert_ok!(call(registrar(), patient, BORIS, access(), year()));
		assert!(PatientIdentity::may_act(&patient, &BORIS, Power::Access, NOW));
	});
}

#[test]
fn powers_must_mean_something() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		for powers in [Powers(0), Powers(0b10_0000), Powers(0xff)] {
			assert_noop!(
				call(signed(ANNA), first_patient_of(ANNA), BORIS, powers, year()),
				Error::<Test>::InvalidPowers
			);
		}
	});
}

#[test]
fn a_period_lasts_a_minute_and_is_not_over() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		for (from, until) in [
			(NOW, NOW + MIN_PERIOD - 1),
			(NOW + DAY, NOW),
			(NOW - 2 * DAY, NOW - DAY),
			(NOW - DAY, NOW),
		] {
			let period = Period { from, until: Some(until) };
			assert_noop!(
				call(signed(ANNA), patient, BORIS, access(), period),
				Error::<Test>::InvalidPeriod
			);
		}
		let period = Period { from: NOW, until: Some(NOW + MIN_PERIOD) };
		assert_ok!(call(signed(ANNA), patient, BORIS, access(), period));
	});
}

#[test]
fn one_account_has_one_role() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(
			signed(ANNA),
			patient,
			WATCH,
			classes,
			NOW + DAY
		));
		for (by, account) in [(ANNA, ANNA), (ANNA, WATCH)] {
			assert_noop!(
				call(signed(by), patient, account, access(), year()),
				Error::<Test>::AlreadyHasRole
			);
		}
		assert_noop!(
			call(registrar(), patient, ANNA, access(), year()),
			Error::<Test>::AlreadyHasRole
		);
	});
}

#[test]
fn a_full_table_makes_room_only_where_time_is_over() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let short = Period { from: NOW, until: Some(NOW + DAY) };
		for account in 0..u64::from(MAX_REPRESENTATIVES) {
			let period = if account == 5 { short } else { year() };
			assert_ok!(call(signed(ANNA), patient, 40 + account, access(), period));
		}
		assert_noop!(
			call(signed(ANNA), patient, BORIS, access(), year()),
			Error::<Test>::MaxRepresentativesExceeded
		);
		// Changing one needs no room.
		assert_ok!(call(signed(ANNA), patient, 40, Powers::ALL, year()));

		pass(DAY);
		assert_ok!(call(signed(ANNA), patient, BORIS, access(), year()));
		assert_eq!(row(patient).representatives.len(), MAX_REPRESENTATIVES as usize);
		assert_eq!((roles(45), roles(BORIS)), (0, 1));
		assert_events([
			Event::RepresentativeEnded { patient, representative: 45 },
			Event::RepresentativeAppointed {
				patient,
				representative: BORIS,
				powers: access(),
				period: year(),
			},
		]);
		let appointed =
			AuditedEvent::RepresentativeAppointed { powers: access(), until: year().until };
		assert_eq!(
			trail(patient)[trail(patient).len() - 2..],
			[(Actor::Chain, AuditedEvent::RepresentativeEnded), (Actor::Person(ANNA), appointed)]
		);
		assert_noop!(
			call(signed(ANNA), patient, CARLA, access(), year()),
			Error::<Test>::MaxRepresentativesExceeded
		);
	});
}

#[test]
fn a_freeze_stops_the_patients_side_and_not_the_registrar() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(registrar(), patient, BORIS, &[Power::Identity, Power::Access]);
		freeze_side(patient);
		for account in [ANNA, BORIS] {
			assert_noop!(
				call(signed(account), patient, CARLA, access(), year()),
				Error::<Test>::PatientFrozen
			);
		}
		assert_ok!(call(registrar(), patient, CARLA, access(), year()));
	});
}

#[test]
fn an_unknown_patient_has_no_representatives() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			call(registrar(), unknown(), BORIS, access(), year()),
			Error::<Test>::PatientNotFound
		);
		assert_noop!(
			call(RuntimeOrigin::none(), unknown(), BORIS, access(), year()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_full_counter_refuses() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		crate::RoleCount::<Test>::insert(BORIS, u32::MAX);
		assert_noop!(
			call(signed(ANNA), first_patient_of(ANNA), BORIS, access(), year()),
			ArithmeticError::Overflow
		);
		crate::RoleCount::<Test>::remove(BORIS);
	});
}

#[test]
fn appointing_is_free_for_who_may() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &[Power::Identity]);
		appoint(signed(ANNA), patient, CARLA, &[Power::Access]);
		let call = Call::<Test>::appoint_representative {
			patient,
			account: STRANGER,
			powers: access(),
			period: year(),
		};
		assert!(is_free(&call, ANNA));
		assert!(is_free(&call, BORIS));
		assert!(!is_free(&call, CARLA));
		assert!(!is_free(&call, STRANGER));
	});
}

#[test]
fn whom_the_registrar_appoints_is_a_device_no_longer() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let classes =
			salus_primitives::ClassSet::truncate_from(vec![salus_primitives::RecordClass(1)]);
		assert_ok!(PatientIdentity::authorize_device(
			signed(ANNA),
			patient,
			CARLA,
			classes,
			u64::MAX
		));
		appoint(registrar(), patient, CARLA, &[Power::Access]);
		assert!(row(patient).devices.is_empty());
		assert_eq!(roles(CARLA), 1);
	});
}
