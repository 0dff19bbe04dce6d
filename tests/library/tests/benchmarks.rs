//! Every benchmark measures in every runtime, and finds nothing to measure only where there is nobody who could do it.

#![cfg(feature = "runtime-benchmarks")]

use frame_benchmarking::{BenchmarkError, Benchmarking};
use salus_library_tests::{
	consent_alone::chain,
	foreign_runtime::{cantonal, federal},
	in_a_database, readme, strangers,
};

/// Measures all benchmarks of a pallet as a bencher does with two steps and one repeat, in a database of its own each, and gives the
/// names of those that have nothing to measure.
fn weightless<P: Benchmarking>() -> Vec<String> {
	let mut found = Vec::new();
	for benchmark in P::benchmarks(true) {
		let name = String::from_utf8(benchmark.name.clone()).unwrap();
		for step in 0..2 {
			let ends = benchmark.components.iter();
			let selected = ends
				.map(|(component, low, high)| (*component, if step == 0 { *low } else { *high }))
				.collect::<Vec<_>>();
			match in_a_database(|| P::run_benchmark(&benchmark.name, &selected, &[], true, 1)) {
				Ok(results) => assert_eq!(results.len(), 1, "{name}"),
				Err(BenchmarkError::Weightless) => {
					found.push(name);
					break;
				},
				Err(error) => panic!("{name} cannot be measured: {}", <&str>::from(error)),
			}
		}
	}
	found
}

/// The names of the others.
fn measured<P: Benchmarking>() -> Vec<String> {
	let weightless = weightless::<P>();
	let all = P::benchmarks(true).into_iter().map(|one| String::from_utf8(one.name).unwrap());
	all.filter(|name| !weightless.contains(name)).collect()
}

#[test]
fn all_is_measured_where_pallets_are_each_others_neighbours() {
	use salus_library_tests::clinic_chain::Runtime;

	assert!(weightless::<pallet_consent::Pallet<Runtime>>().is_empty());
	assert!(weightless::<pallet_record_anchor::Pallet<Runtime>>().is_empty());
	assert!(weightless::<pallet_patient_identity::Pallet<Runtime>>().is_empty());
	assert!(weightless::<pallet_provider_registry::Pallet<Runtime>>().is_empty());
	assert!(weightless::<pallet_audit_log::Pallet<Runtime>>().is_empty());
}

/// What nobody does where nobody practises.
const OF_PRACTITIONERS: [&str; 3] = ["sponsor", "confirm_registration", "attest_identity"];

#[test]
fn consent_is_measured_over_the_registers_of_others() {
	// The README's directory keeps no keys; neither of them has anchors.
	assert_eq!(
		weightless::<pallet_consent::Pallet<readme::consent::Runtime>>(),
		["replace_envelope", "decide_by_anchor", "set_emergency_ring"]
	);
	assert_eq!(
		weightless::<pallet_consent::Pallet<chain::Runtime>>(),
		["replace_envelope", "decide_by_anchor", "set_emergency_ring"]
	);
}

#[test]
fn patients_are_measured_with_and_without_a_register_of_providers() {
	assert_eq!(
		weightless::<pallet_patient_identity::Pallet<readme::patient_identity::Runtime>>(),
		OF_PRACTITIONERS
	);
	assert!(weightless::<pallet_patient_identity::Pallet<cantonal::Runtime>>().is_empty());
	assert!(weightless::<pallet_patient_identity::Pallet<federal::Runtime>>().is_empty());
	assert_eq!(
		weightless::<pallet_patient_identity::Pallet<strangers::Runtime>>(),
		OF_PRACTITIONERS
	);
}

#[test]
fn providers_are_measured_whoever_else_is_there() {
	assert!(weightless::<pallet_provider_registry::Pallet<readme::provider_registry::Runtime>>()
		.is_empty());
	assert!(weightless::<pallet_provider_registry::Pallet<federal::Runtime>>().is_empty());
	assert!(weightless::<pallet_provider_registry::Pallet<strangers::Runtime>>().is_empty());
}

#[test]
fn where_nobody_is_known_what_nobody_can_do_weighs_nothing() {
	let of_known = ["redeem_ticket", "report_access", "contest_entry", "answer_inquiry"];
	assert_eq!(weightless::<pallet_audit_log::Pallet<strangers::Runtime>>(), of_known);
	assert_eq!(weightless::<pallet_audit_log::Pallet<readme::audit_log::Runtime>>(), of_known);
	// What authorities do, and the chain by itself.
	let of_records = ["reinstate", "unsettle", "evict_chunk"];
	assert_eq!(measured::<pallet_record_anchor::Pallet<strangers::Runtime>>(), of_records);
	let readme = measured::<pallet_record_anchor::Pallet<readme::record_anchor::Runtime>>();
	assert_eq!(readme, of_records);
	assert_eq!(
		measured::<pallet_consent::Pallet<strangers::Runtime>>(),
		[
			"enact_policy",
			"repeal_policy",
			"draw_reviewers",
			"decide_by_class",
			"decide_each",
			"on_patient_closed",
			"sweep_step_of_file",
			"sweep_step",
		]
	);
}
