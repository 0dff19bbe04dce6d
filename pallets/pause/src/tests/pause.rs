use super::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

/// Account 1 pauses a call of the system.
pub(super) fn pause(call: &str, blocks: u64) -> DispatchResult {
	Pause::pause(RuntimeOrigin::signed(1), name("System"), name(call), blocks)
}

#[test]
fn a_call_is_paused_until_a_block() {
	run(|| {
		assert_ok!(pause("remark_with_event", 3));
		let (pallet, call) = (name("System"), name("remark_with_event"));
		let event = Event::CallPaused { pallet: pallet.clone(), call: call.clone(), until: 4 };
		System::assert_last_event(event.into());
		let paused = crate::PausedCall { pallet, call, until: 4 };
		assert_eq!(Pause::paused(), vec![paused]);
		System::set_block_number(4);
		assert_eq!(Pause::paused(), vec![]);
	});
}

#[test]
fn only_its_origin_pauses() {
	run(|| {
		for origin in [RuntimeOrigin::signed(2), RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let pausing = Pause::pause(origin, name("System"), name("kill_prefix"), 1);
			assert_noop!(pausing, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_pause_lasts_no_longer_than_its_origin_may_pause() {
	run(|| {
		assert_noop!(pause("kill_prefix", 0), Error::<Test>::InvalidDuration);
		assert_noop!(pause("kill_prefix", LONGEST + 1), Error::<Test>::InvalidDuration);
		assert_ok!(pause("kill_prefix", LONGEST));
	});
}

#[test]
fn a_pause_that_is_renewed_counts_from_then_on_and_takes_no_further_place() {
	run(|| {
		assert_ok!(pause("kill_prefix", 5));
		System::set_block_number(4);
		assert_ok!(pause("kill_prefix", 1));
		assert_eq!(Paused::<Test>::get().len(), 1);
		assert_eq!(Pause::paused()[0].until, 5, "it may be shorter, too");
	});
}

#[test]
fn what_the_runtime_does_not_have_cannot_be_paused() {
	run(|| {
		let unknown =
			[("System", "nothing"), ("Systems", "remark"), ("", ""), ("System", "Remark")];
		for (pallet, call) in unknown {
			let pausing = Pause::pause(RuntimeOrigin::signed(1), name(pallet), name(call), 1);
			assert_noop!(pausing, Error::<Test>::CallNotFound);
		}
	});
}

#[test]
fn what_protects_cannot_be_paused_nor_can_what_pauses_and_resumes() {
	run(|| {
		assert_noop!(pause("remark", 1), Error::<Test>::CallProtected);
		for call in ["pause", "resume"] {
			let pausing = Pause::pause(RuntimeOrigin::signed(1), name("Pause"), name(call), 1);
			assert_noop!(pausing, Error::<Test>::CallProtected);
		}
	});
}

#[test]
fn so_many_are_paused_and_no_more_until_one_is_over() {
	run(|| {
		assert_ok!(pause("kill_prefix", 2));
		assert_ok!(pause("kill_storage", 9));
		assert_noop!(pause("set_code", 1), Error::<Test>::MaxPausedExceeded);
		System::set_block_number(3);
		assert_ok!(pause("set_code", 1));
		let left: Vec<_> = Paused::<Test>::get().into_iter().map(|row| row.call).collect();
		assert_eq!(left, [name("kill_storage"), name("set_code")]);
	});
}
