use super::{pause::pause, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

/// Account 2 lets a call of the system go on.
fn resume(call: &str) -> DispatchResult {
	Pause::resume(RuntimeOrigin::signed(2), name("System"), name(call))
}

#[test]
fn a_call_goes_on_before_its_time() {
	run(|| {
		assert_ok!(pause("kill_prefix", 5));
		assert_ok!(pause("kill_storage", 5));
		assert_ok!(resume("kill_prefix"));
		let (pallet, call) = (name("System"), name("kill_prefix"));
		System::assert_last_event(Event::CallResumed { pallet, call }.into());
		let left: Vec<_> = Pause::paused().into_iter().map(|row| row.call).collect();
		assert_eq!(left, [name("kill_storage")]);
	});
}

#[test]
fn only_its_origin_resumes() {
	run(|| {
		assert_ok!(pause("kill_prefix", 5));
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let resuming = Pause::resume(origin, name("System"), name("kill_prefix"));
			assert_noop!(resuming, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn what_is_not_paused_or_no_longer_cannot_be_resumed() {
	run(|| {
		assert_noop!(resume("kill_prefix"), Error::<Test>::NotPaused);
		assert_ok!(pause("kill_prefix", 1));
		System::set_block_number(2);
		assert_noop!(resume("kill_prefix"), Error::<Test>::NotPaused);
	});
}
