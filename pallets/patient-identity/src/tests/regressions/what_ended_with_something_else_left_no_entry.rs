//! Devices ended with the representative that had let them in, representatives and devices with a recovery, an offer with a
//! freeze: the trail told of none of them. And of what was over it said that whoever cleared it away had ended it.

use crate::{mock::*, tests::circle, Call, MAX_DEVICES, MAX_REPRESENTATIVES};
use frame_support::{assert_ok, dispatch::GetDispatchInfo};
use salus_primitives::{
	doubles::ENTRY_TIME, Actor, AuditedEvent, ClassSet, ControlChange, PatientId, Power,
	RecordClass,
};

const POWERS: [Power; 3] = [Power::Identity, Power::Records, Power::Access];
const OTHER: u64 = 40;

fn authorize(by: u64, patient: PatientId, device: u64) {
	let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
	let until = circle::now() + 300 * DAY;
	assert_ok!(PatientIdentity::authorize_device(signed(by), patient, device, classes, until));
}

/// What the trail got since it had `count` entries.
fn since(patient: PatientId, count: usize) -> Vec<(Actor<u64>, AuditedEvent<u64>)> {
	trail(patient).split_off(count)
}

fn by_chain(event: AuditedEvent<u64>) -> (Actor<u64>, AuditedEvent<u64>) {
	(Actor::Chain, event)
}

#[test]
fn each_device_that_ends_with_its_representative_leaves_an_entry() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &POWERS);
		authorize(BORIS, patient, WATCH);
		authorize(BORIS, patient, OTHER);
		let before = trail(patient).len();
		let paid = PatientIdentity::end_representative(signed(ANNA), patient, BORIS);
		assert_eq!(
			since(patient, before),
			[
				(Actor::Person(ANNA), AuditedEvent::RepresentativeEnded),
				by_chain(AuditedEvent::DeviceRemoved),
				by_chain(AuditedEvent::DeviceRemoved),
			]
		);
		let call = Call::<Test>::end_representative { patient, account: BORIS };
		let most = call.get_dispatch_info().call_weight.ref_time();
		let paid = paid.expect("ended").actual_weight.expect("less").ref_time();
		let confirming = <() as crate::WeightInfo>::confirm_registration().ref_time() + ENTRY_TIME;
		assert_eq!(most - paid, confirming + u64::from(MAX_DEVICES - 2) * ENTRY_TIME);
	});
}

#[test]
fn so_does_one_whose_representative_loses_the_power() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		appoint(signed(ANNA), patient, BORIS, &POWERS);
		authorize(BORIS, patient, WATCH);
		let before = trail(patient).len();
		appoint(signed(ANNA), patient, BORIS, &[Power::Access]);
		let entries = since(patient, before);
		assert_eq!(entries[0], by_chain(AuditedEvent::DeviceRemoved));
		assert_eq!(entries.len(), 2);
	});
}

#[test]
fn whatever_ends_with_a_recovery_leaves_an_entry() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = circle::shown();
		appoint(signed(ANNA), patient, BORIS, &POWERS);
		authorize(ANNA, patient, WATCH);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		circle::open(patient, OTHER);
		circle::approve(patient, OTHER);
		pass(RECOVERY_DELAY);
		let before = trail(patient).len();
		circle::complete(patient, OTHER);
		let entries = since(patient, before);
		let events = entries.iter().map(|(_, event)| event.clone()).collect::<Vec<_>>();
		assert_eq!(
			events,
			[
				AuditedEvent::ControlOfferWithdrawn,
				AuditedEvent::ControlChanged { cause: ControlChange::Recovered },
				AuditedEvent::RepresentativeEnded,
				AuditedEvent::DeviceRemoved,
			]
		);
		let by_chain = entries.iter().filter(|(actor, _)| *actor == Actor::Chain).count();
		assert_eq!(by_chain, 3, "the change itself is the guardian's");

		let (opener, to, member) = (0, OTHER, None);
		let call = Call::<Test>::complete_recovery { patient, opener, to, member };
		let own = <() as crate::WeightInfo>::complete_recovery().ref_time();
		let most = u64::from(MAX_REPRESENTATIVES + MAX_DEVICES + 2) * ENTRY_TIME;
		assert_eq!(call.get_dispatch_info().call_weight.ref_time(), own + most);
	});
}

#[test]
fn an_offer_that_a_freeze_calls_off_leaves_an_entry() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = circle::shown();
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		circle::freeze(patient);
		let told = by_chain(AuditedEvent::ControlOfferWithdrawn);
		assert_eq!(trail(patient).iter().filter(|entry| **entry == told).count(), 1);
	});
}

#[test]
fn an_offer_that_is_accepted_was_not_withdrawn() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		assert_ok!(PatientIdentity::offer_control(signed(ANNA), patient, BORIS));
		assert_ok!(PatientIdentity::accept_control(signed(BORIS), patient));
		let told = by_chain(AuditedEvent::ControlOfferWithdrawn);
		assert!(!trail(patient).contains(&told));
	});
}
