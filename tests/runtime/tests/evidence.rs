//! No attempt at access, or to break the glass, can be made to disappear.

use salus_primitives::{Capacity, Encounter, PatientId, Target, TicketHolder, TrailId};
use salus_runtime::{AuditLog, Runtime, RuntimeCall};
use salus_runtime_tests::{calls, *};

type Utility = pallet_utility::Call<Runtime>;

fn batch_all(calls: Vec<RuntimeCall>) -> RuntimeCall {
	Utility::batch_all { calls }.into()
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	Utility::batch { calls }.into()
}

fn failing() -> RuntimeCall {
	calls::revoke(PatientId([9; 32]), 0)
}

fn attempts(chain: &mut Chain, patient: PatientId) -> usize {
	chain.look(|| AuditLog::entries(TrailId::Patient(patient), 0, 100).len())
}

/// A chain with a patient, and Ferdie, who can pay and has no right to anything.
fn probed() -> (Chain, PatientId) {
	let mut chain = Chain::development();
	let sent = chain.send(&person("a patient"), calls::register(1)).ok();
	(chain, registered(&sent))
}

/// What leaves an entry in the patient's trail also when it is denied.
fn attempt_of(patient: PatientId) -> [RuntimeCall; 4] {
	let both = || [Target::Anchor(0), Target::Class { class: OBSERVATION, content: None }];
	let encounter = Encounter { hours: 8, holder: TicketHolder::Requester };
	[
		calls::read(patient, 0, Capacity::Person),
		calls::read_many(patient, both(), Capacity::Person, None),
		calls::read_many(patient, both(), practising(HOSPITAL), Some(encounter)),
		calls::open_emergency(patient, practising(HOSPITAL)),
	]
}

/// What carries `call` for somebody else, or for several people.
fn carried_for_others(call: RuntimeCall) -> [RuntimeCall; 8] {
	use frame_support::weights::Weight;
	use salus_runtime::configs::CouncilCollective;
	type Council = pallet_collective::Call<Runtime, CouncilCollective>;
	let boxed = || Box::new(call.clone());
	let ferdie = || account(&person("Ferdie"));
	[
		Council::execute { proposal: boxed(), length_bound: 1_000 }.into(),
		Council::propose { threshold: 1, proposal: boxed(), length_bound: 1_000 }.into(),
		pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![ferdie()],
			call: boxed(),
		}
		.into(),
		pallet_multisig::Call::as_multi {
			threshold: 2,
			other_signatories: vec![ferdie()],
			maybe_timepoint: None,
			call: boxed(),
			max_weight: Weight::zero(),
		}
		.into(),
		pallet_proxy::Call::proxy { real: ferdie().into(), force_proxy_type: None, call: boxed() }
			.into(),
		pallet_proxy::Call::proxy_announced {
			delegate: ferdie().into(),
			real: ferdie().into(),
			force_proxy_type: None,
			call: boxed(),
		}
		.into(),
		pallet_scheduler::Call::schedule {
			when: 9,
			maybe_periodic: None,
			priority: 0,
			call: boxed(),
		}
		.into(),
		pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call: boxed() }.into(),
	]
}

#[test]
fn an_attempt_cannot_be_rolled_back_by_what_stands_beside_it() {
	let (mut chain, patient) = probed();
	for attempt in attempt_of(patient) {
		let attempt = || attempt.clone();
		let hidden = [
			batch_all(vec![attempt()]),
			batch_all(vec![attempt(), failing()]),
			batch_all(vec![batch(vec![attempt()]), failing()]),
			batch_all(vec![Utility::force_batch { calls: vec![attempt()] }.into(), failing()]),
			batch_all(vec![batch(vec![batch(vec![attempt()])]), failing()]),
			batch_all(vec![failing(), attempt()]),
			batch(vec![batch_all(vec![attempt()])]),
			Utility::force_batch { calls: vec![batch_all(vec![attempt()])] }.into(),
			Utility::as_derivative { index: 0, call: Box::new(batch_all(vec![attempt()])) }.into(),
			batch_all(vec![Utility::as_derivative { index: 0, call: Box::new(attempt()) }.into()]),
			batch_all(vec![Utility::with_weight {
				call: Box::new(attempt()),
				weight: frame_support::weights::Weight::zero(),
			}
			.into()]),
			batch(vec![Utility::if_else {
				main: Box::new(batch(vec![attempt()])),
				fallback: Box::new(failing()),
			}
			.into()]),
			Utility::if_else { main: Box::new(attempt()), fallback: Box::new(failing()) }.into(),
			Utility::if_else { main: Box::new(failing()), fallback: Box::new(attempt()) }.into(),
		];
		let carried = carried_for_others(attempt());
		let hidden = hidden.into_iter().chain(carried.map(|call| batch_all(vec![call, failing()])));
		for call in hidden {
			chain
				.send(&person("Ferdie"), call)
				.refused(frame_system::Error::<Runtime>::CallFiltered);
		}
	}
	assert_eq!(attempts(&mut chain, patient), 1, "the registration and nothing else");
}

#[test]
fn an_attempt_stays_in_the_trail_when_a_plain_batch_stops_after_it() {
	let (mut chain, patient) = probed();
	for (number, attempt) in attempt_of(patient).into_iter().enumerate() {
		chain.send(&person("Ferdie"), batch(vec![attempt, failing()])).ok();
		assert_eq!(attempts(&mut chain, patient), 2 + number);
	}
}

#[test]
fn the_superuser_cannot_hide_an_attempt_either() {
	let (mut chain, patient) = probed();
	for attempt in attempt_of(patient) {
		let call = pallet_sudo::Call::<Runtime>::sudo_as {
			who: account(&person("Ferdie")).into(),
			call: Box::new(batch_all(vec![attempt, failing()])),
		};
		chain.send(&person("Alice"), call).refused(frame_system::Error::<Runtime>::CallFiltered);
	}
}

#[test]
fn other_calls_may_be_sent_in_an_atomic_batch() {
	let (mut chain, _) = probed();
	let remark = || frame_system::Call::<Runtime>::remark { remark: vec![1] }.into();
	chain.send(&person("Ferdie"), batch_all(vec![remark(), remark()])).ok();
}
