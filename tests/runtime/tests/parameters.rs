//! What root may change without an upgrade.

use salus_primitives::{Moment, PatientId};
use salus_runtime::{
	configs::{
		dynamic_params::recovery::{Parameters, RecoveryDelay},
		RuntimeParameters,
	},
	PatientIdentity, Runtime, Timestamp, SLOT_DURATION,
};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;
use sp_runtime::DispatchError;

type Call = pallet_parameters::Call<Runtime>;

fn set_delay(delay: Option<Moment>) -> Call {
	let key_value = RuntimeParameters::Recovery(Parameters::RecoveryDelay(RecoveryDelay, delay));
	Call::set_parameter { key_value }
}

/// How long a patient must wait that announces its closing now.
fn wait_for_closing(chain: &mut Chain, key: &Pair, patient: PatientId) -> Moment {
	let announce = pallet_patient_identity::Call::<Runtime>::announce_closing { patient };
	chain.send(key, announce).ok();
	let cancel = pallet_patient_identity::Call::<Runtime>::cancel_closing { patient };
	let wait = chain.look(|| {
		let row = PatientIdentity::patient(patient).expect("it is open");
		row.closing_at.expect("it was announced") - Timestamp::get()
	});
	chain.send(key, cancel).ok();
	wait
}

#[test]
fn root_sets_how_long_a_recovery_waits() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	assert_eq!(wait_for_closing(&mut chain, &key, patient), 3 * DAY);
	chain.sudo(set_delay(Some(5 * DAY)));
	assert_eq!(wait_for_closing(&mut chain, &key, patient), 5 * DAY);
	chain.sudo(set_delay(None));
	assert_eq!(wait_for_closing(&mut chain, &key, patient), 3 * DAY);
}

#[test]
fn no_setting_ends_all_recoveries_or_leaves_no_time_to_object() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	chain.sudo(set_delay(Some(Moment::MAX)));
	assert_eq!(wait_for_closing(&mut chain, &key, patient), 15 * DAY);
	chain.sudo(set_delay(Some(0)));
	assert_eq!(wait_for_closing(&mut chain, &key, patient), 2 * SLOT_DURATION);
}

#[test]
fn nobody_else_does() {
	let mut chain = Chain::development();
	chain.send(&person("Alice"), set_delay(Some(0))).refused(DispatchError::BadOrigin);
}
