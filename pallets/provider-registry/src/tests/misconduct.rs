use crate::{mock::*, Event, PractitionerState};
use frame_support::{assert_ok, assert_storage_noop};
use salus_primitives::{NotPractising, OnMisconduct};

#[test]
fn misconduct_suspends_the_practitioner_at_once() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		go_to(NOW + DAY);
		for practitioner in [by(DOCTOR), midwife()] {
			ProviderRegistry::on_misconduct(0, &practitioner);
			System::assert_last_event(
				Event::PractitionerSuspended { organization: 0, practitioner }.into(),
			);
		}
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
		assert_eq!(doctor_at(NOW), Ok(doctors_roles()));
		assert_eq!(
			ProviderRegistry::standing(acting_through(0, GATEWAY), None),
			Err(NotPractising::PractitionerSuspended)
		);
	});
}

#[test]
fn it_says_nothing_about_another_organization() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		accredit(ADMIN, OPEN);
		assert_ok!(ProviderRegistry::add_practitioner(
			signed(ADMIN),
			1,
			by(DOCTOR),
			doctors_roles(),
			OPEN
		));
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		assert!(ProviderRegistry::standing(acting(1, DOCTOR), None).is_ok());
	});
}

#[test]
fn leaving_before_the_verdict_is_no_way_out() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		assert_eq!(doctors_row().state(), PractitionerState::Left { suspended: true });
		tick();
		add(by(DOCTOR));
		tick();
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
	});
}

#[test]
fn whoever_is_unknown_or_suspended_stays_as_it_is() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		go_to(NOW + DAY);
		assert_storage_noop!({
			ProviderRegistry::on_misconduct(0, &by(DOCTOR));
			ProviderRegistry::on_misconduct(0, &by(OUTSIDER));
			ProviderRegistry::on_misconduct(7, &by(DOCTOR));
		});
	});
}
