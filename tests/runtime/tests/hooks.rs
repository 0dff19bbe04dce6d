//! What blocks do by themselves leaves transactions their room, however much there is to do at once.

use frame_support::{
	assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::Get,
	weights::Weight,
	BoundedBTreeMap,
};
use salus_runtime::{
	AccountId, Runtime, RuntimeCall, RuntimeOrigin, SafeMode, Scheduler, Session, System,
};
use salus_runtime_tests::{account, person, Chain};
use sp_runtime::Perbill;
use std::collections::BTreeMap;

type Limits = frame_system::limits::BlockWeights;

fn limits() -> Limits {
	<Runtime as frame_system::Config>::BlockWeights::get()
}

/// What is due in a block by the council's word, more than a block takes.
fn schedule_as_much_as_can_be(at: u32) {
	let weight = Perbill::from_percent(2) * limits().max_block;
	let most = <Runtime as pallet_scheduler::Config>::MaxScheduledPerBlock::get();
	for number in 0..most {
		let remark = frame_system::Call::remark { remark: vec![number as u8] };
		let heavy = pallet_utility::Call::with_weight { call: Box::new(remark.into()), weight };
		let call = Box::new(RuntimeCall::from(heavy));
		assert_ok!(Scheduler::schedule(RuntimeOrigin::root(), at, None, 0, call));
	}
}

/// As many validators as there can be, all of them with keys, and each has made a block in the session that ends.
fn validators_without_number() {
	use sp_core::{ed25519, sr25519};
	let most = <Runtime as pallet_validator_set::Config>::MaxValidators::get();
	let accounts = (0..most).map(|number| account(&person(&format!("validator {number}"))));
	let rows = accounts.map(|validator: AccountId| {
		let bytes: [u8; 32] = validator.clone().into();
		let keys = salus_runtime::opaque::SessionKeys {
			aura: sr25519::Public::from_raw(bytes).into(),
			grandpa: ed25519::Public::from_raw(bytes).into(),
		};
		pallet_session::NextKeys::<Runtime>::insert(&validator, keys);
		pallet_validator_set::Authors::<Runtime>::insert(&validator, ());
		(validator, pallet_validator_set::Membership::until(None))
	});
	let rows = BoundedBTreeMap::try_from(rows.collect::<BTreeMap<_, _>>());
	pallet_validator_set::Members::<Runtime>::put(rows.expect("as many as there can be"));
}

/// What the next block takes before its transactions.
fn before_transactions(chain: &mut Chain) -> Weight {
	chain.block_unchecked(|| System::block_weight().get(DispatchClass::Mandatory).to_owned()).1
}

#[test]
fn all_that_is_due_at_once_takes_a_tenth_of_a_block() {
	let mut chain = Chain::development();
	let length = chain.look(<Runtime as pallet_validator_set::Config>::SessionLength::get);
	while chain.look(System::block_number) + 1 < length {
		chain.block_unchecked(|| ());
	}
	let ordinary = before_transactions(&mut Chain::development());
	chain.look(|| {
		schedule_as_much_as_can_be(length);
		validators_without_number();
		// Emergencies without number wait for who judges them, and safe mode ends.
		pallet_consent::NextSession::<Runtime>::put(1_000);
		pallet_safe_mode::EnteredUntil::<Runtime>::put(length - 1);
	});
	let session = chain.look(Session::current_index);
	let most = before_transactions(&mut chain);
	assert_eq!(chain.look(Session::current_index), session + 1, "a session ended");
	assert!(!chain.look(SafeMode::is_entered), "safe mode ended");
	let waiting = chain.look(|| pallet_scheduler::Agenda::<Runtime>::get(length).len());
	assert!(waiting > 0, "the scheduler had more to do than it may");
	let limit = Perbill::from_percent(10) * limits().max_block;
	println!("{} of {} microseconds", most.ref_time() / 1_000_000, limit.ref_time() / 1_000_000);
	assert!(most.ref_time() > ordinary.ref_time() * 10, "it is more than usual");
	assert!(most.ref_time() <= limit.ref_time(), "{most:?} of {limit:?}");
}

/// A motion, too: what it carries has room in a block, beside that.
#[test]
fn the_largest_motion_fits_into_a_block() {
	let largest = <Runtime as pallet_collective::Config<
		salus_runtime::configs::CouncilCollective,
	>>::MaxProposalWeight::get();
	let close =
		pallet_collective::Call::<Runtime, salus_runtime::configs::CouncilCollective>::close {
			proposal_hash: Default::default(),
			index: 0,
			proposal_weight_bound: largest,
			length_bound: 64 * 1024,
		};
	let info = RuntimeCall::from(close).get_dispatch_info();
	let limit = limits().get(info.class).max_extrinsic.expect("it is limited");
	assert!(info.call_weight.all_lte(limit), "{:?} of {limit:?}", info.call_weight);
}
