//! Every call has room in a block: one that has none could never be sent, whatever it is for.

use codec::{Decode, Input};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{GetCallMetadata, PalletsInfoAccess},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use pallet_record_anchor::{RunItem, MAX_MARKED, MAX_RUN};
use salus_primitives::{
	dice::Dice, Action, CorrectionReason, PatientId, Purpose, Recipient, ReportCause, Target,
	MAX_TARGETS,
};
use salus_runtime::{AllPalletsWithSystem, Runtime, RuntimeCall, SLOT_DURATION};
use salus_runtime_tests::{calls, *};
use sp_core::H256;
use std::collections::{BTreeMap, BTreeSet};

/// The pallets whose calls are looked at.
const PALLETS: [&str; 5] =
	["PatientIdentity", "ProviderRegistry", "RecordAnchor", "Consent", "AuditLog"];

/// How often a call's arguments are drawn.
const DRAWS: usize = 2_000;
/// More calls than any pallet has.
const MANY_CALLS: u8 = 64;
/// More bytes than the arguments of a call take that are drawn.
const MANY_BYTES: usize = 4_096;

const PATIENT: PatientId = PatientId([1; 32]);

/// The calls whose weight depends on their arguments, with the largest that they take.
fn largest() -> Vec<RuntimeCall> {
	let targets = (0..MAX_TARGETS).map(Target::Anchor);
	let run: Vec<_> = (0..MAX_RUN)
		.map(|number| RunItem {
			patient: PATIENT,
			batch: calls::batch(OBSERVATION, H256::repeat_byte(number as u8), 1),
			purpose: Purpose::Treatment,
		})
		.collect();
	let marked: Vec<_> = (0..MAX_MARKED).collect();
	let release = |_| pallet_audit_log::ReleaseReport {
		patient: PATIENT,
		ticket: None,
		secret: None,
		recipient: Recipient::PatientsSide,
		action: Action::Access,
		purpose: Purpose::PatientRequest,
		targets: calls::some((0..MAX_TARGETS).map(Target::Anchor)),
		released_at: 0,
		cause: ReportCause::Bulk,
		statement: None,
	};
	vec![
		calls::read_many(PATIENT, targets, practising(HOSPITAL), None),
		calls::report((0..pallet_audit_log::MAX_REPORTS).map(release)),
		pallet_record_anchor::Call::anchor_run {
			run: run.try_into().expect("as many as a call takes"),
			capacity: practising(HOSPITAL),
		}
		.into(),
		pallet_record_anchor::Call::mark_entered_in_error {
			patient: PATIENT,
			anchors: marked.try_into().expect("as many as a call takes"),
			reason: CorrectionReason::WrongPatient,
			purpose: Purpose::Treatment,
			capacity: practising(HOSPITAL),
		}
		.into(),
	]
}

/// A call by its pallet's name and its own.
type Name = (String, String);

fn name_of(call: &RuntimeCall) -> Name {
	let metadata = call.get_call_metadata();
	(metadata.pallet_name.into(), metadata.function_name.into())
}

/// The bytes of a call: the numbers of its pallet and its own, and then whatever the dice give, one of `faces`.
struct Drawn<'a> {
	dice: &'a mut Dice,
	call: [u8; 2],
	faces: &'a [u8],
	read: usize,
}

impl Input for Drawn<'_> {
	fn remaining_len(&mut self) -> Result<Option<usize>, codec::Error> {
		Ok(Some(MANY_BYTES.saturating_sub(self.read)))
	}

	fn read(&mut self, into: &mut [u8]) -> Result<(), codec::Error> {
		for byte in into {
			if self.read == MANY_BYTES {
				return Err("it is too long".into());
			}
			let drawn = || self.dice.pick(self.faces);
			*byte = self.call.get(self.read).copied().unwrap_or_else(drawn);
			self.read += 1;
		}
		Ok(())
	}
}

/// What arguments are made of: nothing, what is there or not, and lists of one and of two.
const FACES: [&[u8]; 5] = [&[0], &[0, 1], &[0, 1, 4], &[0, 1, 8], &[0, 1, 2, 3, 4, 8]];

/// Every call with arguments that were drawn by lot, each of its weights once.
fn drawn() -> BTreeMap<Name, Vec<RuntimeCall>> {
	let mut dice = Dice::new(7);
	let mut found = BTreeMap::<Name, Vec<RuntimeCall>>::new();
	let pallets = AllPalletsWithSystem::infos();
	for pallet in pallets.iter().filter(|pallet| PALLETS.contains(&pallet.name)) {
		let calls = (0..MANY_CALLS).map(|call| [pallet.index as u8, call]);
		for call in calls.flat_map(|call| std::iter::repeat_n(call, DRAWS)) {
			let faces = dice.pick(&FACES);
			let mut bytes = Drawn { dice: &mut dice, call, faces, read: 0 };
			let Ok(call) = RuntimeCall::decode(&mut bytes) else { continue };
			let known = found.entry(name_of(&call)).or_default();
			if known.iter().all(|other| weight_of(other) != weight_of(&call)) {
				known.push(call);
			}
		}
	}
	found
}

fn weight_of(call: &RuntimeCall) -> Weight {
	call.get_dispatch_info().call_weight
}

/// Expects that a transaction with this call, its extensions included, has room in an empty block.
fn assert_fits(call: RuntimeCall, what: &str) {
	let transaction = sign(&person("Bob"), call, 0).get_dispatch_info();
	let limits = <Runtime as frame_system::Config>::BlockWeights::get();
	let limit = limits.get(transaction.class).max_extrinsic.expect("it is limited");
	let weight = transaction.total_weight();
	println!(
		"{what}: {} of {} microseconds",
		weight.ref_time() / 1_000_000,
		limit.ref_time() / 1_000_000
	);
	assert!(weight.all_lte(limit), "{what}: {weight:?}, and a block takes {limit:?}");
}

#[test]
fn every_call_fits_into_a_block_with_the_largest_arguments() {
	let drawn = drawn();
	let all: BTreeSet<Name> = PALLETS
		.iter()
		.flat_map(|pallet| {
			RuntimeCall::get_call_names(pallet)
				.iter()
				.map(|call| (pallet.to_string(), call.to_string()))
		})
		.collect();
	assert_eq!(drawn.keys().cloned().collect::<BTreeSet<_>>(), all, "each was drawn");
	let largest: BTreeMap<_, _> =
		largest().into_iter().map(|call| (name_of(&call), call)).collect();
	Chain::development().look(|| {
		for (name, calls) in drawn {
			let what = format!("{}.{}", name.0, name.1);
			let Some(most) = largest.get(&name) else {
				assert_eq!(
					calls.len(),
					1,
					"{what} weighs what its arguments say: give it the largest"
				);
				assert_fits(calls[0].clone(), &what);
				continue;
			};
			assert!(calls.len() > 1, "{what} weighs the same whatever its arguments");
			for call in &calls {
				assert!(weight_of(call).all_lte(weight_of(most)), "{what}: {call:?} weighs more");
			}
			assert_fits(most.clone(), &what);
			// One signs it, another sends it and pays, or an organization bears it.
			let relayed = meta::relay(meta::sign(&person("Eve"), most.clone()));
			assert_fits(relayed.clone(), &format!("{what} in a meta transaction"));
			let call = Box::new(relayed);
			let borne = pallet_admission::Call::<Runtime>::relay { organization: HOSPITAL, call };
			assert_fits(borne.into(), &format!("{what} on an organization's budget"));
		}
	});
}

/// Whoever makes the next block has imported this one: its slot must not be used up by then, on a machine that takes as
/// long as the weights say.
#[test]
fn a_full_block_takes_two_thirds_of_its_slot_at_most_and_ordinary_transactions_half() {
	let limits = <Runtime as frame_system::Config>::BlockWeights::get();
	let slot = Weight::from_parts(SLOT_DURATION * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);
	let normal = limits.get(DispatchClass::Normal).max_total.expect("it is limited");
	assert!(normal.all_lte(slot.div(2).set_proof_size(u64::MAX)));
	// An author has two thirds of the slot to make it.
	assert!(limits.max_block.all_lte(slot.div(3).mul(2).set_proof_size(u64::MAX)));
	assert!(normal.ref_time() < limits.max_block.ref_time(), "the rest is for the authorities");
}
