//! What directories say that their answers cost is in the weights of those who ask them, as often as they ask.

#![cfg(feature = "runtime-benchmarks")]

use codec::{Compact, Decode, Encode};
use frame_benchmarking::Benchmarking;
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallIndex, GetCallName, PalletInfoAccess},
	weights::Weight,
};
use salus_library_tests::{
	dear_chain::{
		self, AuditLog, Consent, PatientIdentity, RecordAnchor, Runtime, RuntimeCall, A_PATIENT,
		A_PROVIDER, A_RECORD,
	},
	in_a_database,
};
use salus_primitives::AccessPolicy;
use sp_runtime::traits::TrailingZeroInput;

/// How often somebody is asked, or how many answers are weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Questions {
	patients: u64,
	providers: u64,
	records: u64,
}

impl Questions {
	/// Those that a weight holds.
	fn in_weight(weight: Weight) -> Self {
		let time = weight.ref_time();
		let of = |one: Weight, more: u64| time % more / one.ref_time();
		Self {
			patients: of(A_PATIENT, A_PROVIDER.ref_time()),
			providers: of(A_PROVIDER, A_RECORD.ref_time()),
			records: of(A_RECORD, u64::MAX),
		}
	}

	fn are_within(&self, most: &Self) -> bool {
		self.patients <= most.patients
			&& self.providers <= most.providers
			&& self.records <= most.records
	}
}

/// How long lists are, where there is a choice.
const LENGTH: u32 = 16;

/// What each benchmark of a pallet asks.
fn asked_by<P: Benchmarking>() -> Vec<(String, Questions)> {
	let benchmarks = P::benchmarks(true).into_iter().map(|benchmark| {
		let name = String::from_utf8(benchmark.name.clone()).unwrap();
		let lengths = benchmark.components.iter();
		let lengths = lengths.map(|(component, _, most)| (*component, LENGTH.min(*most)));
		let lengths = lengths.collect::<Vec<_>>();
		let measured = in_a_database(|| P::run_benchmark(&benchmark.name, &lengths, &[], true, 1));
		let results = measured.unwrap_or_else(|error| panic!("{name}: {}", <&str>::from(error)));
		let read = |prefix: &[u8]| {
			let keys = results.iter().flat_map(|result| &result.keys);
			keys.filter(|(key, ..)| key == prefix).map(|(_, reads, ..)| u64::from(*reads)).sum()
		};
		let questions = Questions {
			patients: read(dear_chain::OF_PATIENTS),
			providers: read(dear_chain::OF_PROVIDERS),
			records: read(dear_chain::OF_RECORDS),
		};
		(name, questions)
	});
	benchmarks.collect()
}

/// The weight of the call of `P` that is named so; none if there is none. Its arguments are the least that there are, but for those that `begin`.
fn weight_of<P: PalletInfoAccess, C: GetCallName + GetCallIndex>(
	name: &str,
	begin: &[u8],
) -> Option<Weight> {
	let place = C::get_call_names().iter().position(|call| *call == name)?;
	let encoded = [&[P::index() as u8, C::get_call_indices()[place]], begin].concat();
	let call = RuntimeCall::decode(&mut TrailingZeroInput::new(&encoded)).expect(name);
	Some(call.get_dispatch_info().call_weight)
}

/// That what a pallet does weighs what it asks. `others` says what that weighs which is no call of that name, or asks the more the longer its
/// arguments are.
fn ensure_it_weighs_what_it_asks<P, C>(others: impl Fn(&str) -> Option<Weight>)
where
	P: Benchmarking + PalletInfoAccess,
	C: GetCallName + GetCallIndex,
{
	let mut asking = 0;
	for (name, asked) in asked_by::<P>() {
		if asked == Questions::default() {
			continue;
		}
		let weight = others(&name).or_else(|| weight_of::<P, C>(&name, &[])).unwrap_or_default();
		let weighed = Questions::in_weight(weight);
		assert!(asked.are_within(&weighed), "{name} asks {asked:?}, and weighs {weighed:?}");
		asking += 1;
	}
	assert!(asking > 0, "nothing of it asks");
}

#[test]
fn consent_weighs_what_it_asks() {
	ensure_it_weighs_what_it_asks::<Consent, pallet_consent::Call<Runtime>>(|name| match name {
		"decide_by_class" | "decide_by_anchor" => Some(<Consent as AccessPolicy<u64>>::weight()),
		"decide_each" => Some(<Consent as AccessPolicy<u64>>::weight_of_each(LENGTH)),
		// By the chain itself.
		"draw_reviewers" => Some(A_PROVIDER),
		"sweep_step" | "sweep_step_of_file" => Some(A_PATIENT),
		_ => None,
	});
}

#[test]
fn the_audit_log_weighs_what_it_asks() {
	type Call = pallet_audit_log::Call<Runtime>;
	ensure_it_weighs_what_it_asks::<AuditLog, Call>(|name| match name {
		"request_access" | "request_access_to_unknown_patient" => {
			weight_of::<AuditLog, Call>("request_access", &[])
		},
		"report_access" => {
			let (custodian, reports) = (0_u32, Compact(LENGTH));
			weight_of::<AuditLog, Call>(name, &(custodian, reports).encode())
		},
		_ => None,
	});
}

#[test]
fn records_weigh_what_they_ask() {
	type Call = pallet_record_anchor::Call<Runtime>;
	ensure_it_weighs_what_it_asks::<RecordAnchor, Call>(|_| None);
}

#[test]
fn patients_weigh_what_they_ask() {
	type Call = pallet_patient_identity::Call<Runtime>;
	ensure_it_weighs_what_it_asks::<PatientIdentity, Call>(|_| None);
}

#[test]
fn whoever_completes_a_recovery_may_do_it_for_an_institution() {
	type Call = pallet_patient_identity::Call<Runtime>;
	// It is measured for a person, which costs more with Salus's register, and asks nobody.
	let weight = weight_of::<PatientIdentity, Call>("complete_recovery", &[]).unwrap();
	assert!(Questions::in_weight(weight).providers >= 1);
}
