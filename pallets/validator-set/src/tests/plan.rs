use crate::membership::{Membership, Plan};
use std::collections::BTreeMap;

fn members(rows: &[(u64, Option<u64>)]) -> BTreeMap<u64, Membership> {
	rows.iter().map(|(account, until)| (*account, Membership::until(*until))).collect()
}

#[test]
fn all_with_keys_whose_time_has_not_run_out_validate() {
	let rows = members(&[(1, None), (2, Some(100)), (3, Some(101)), (4, None)]);
	let plan = Plan::of(&rows, 100, 1, |account| *account != 4);
	assert_eq!(plan, Plan { validators: vec![1, 3], expired: vec![2] });
}

#[test]
fn where_too_few_are_left_the_last_to_run_out_stay() {
	let rows = members(&[(1, Some(10)), (2, Some(30)), (3, Some(20)), (4, None)]);
	let plan = Plan::of(&rows, 100, 2, |_| true);
	assert_eq!(plan, Plan { validators: vec![2, 4], expired: vec![3, 1] });
	let plan = Plan::of(&rows, 100, 5, |_| true);
	assert_eq!(plan, Plan { validators: vec![1, 2, 3, 4], expired: vec![] });
}

#[test]
fn who_has_no_keys_fills_no_place() {
	let rows = members(&[(1, Some(10)), (2, Some(30)), (3, None)]);
	let plan = Plan::of(&rows, 100, 2, |account| *account != 2);
	assert_eq!(plan, Plan { validators: vec![1, 3], expired: vec![2] });
}
