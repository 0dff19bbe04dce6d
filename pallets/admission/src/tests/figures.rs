//! Governance divides blocks within bounds.

use crate::Figures;
use sp_runtime::Perbill;

#[test]
fn the_default_is_sound() {
	assert!(Figures::default().are_sound());
}

#[test]
fn the_shares_make_one_block_and_no_lane_is_closed() {
	let percent = Perbill::from_percent;
	let sound = Figures { care: percent(60), patients: percent(15), ..Figures::default() };
	assert!(sound.are_sound());
	for unsound in [
		Figures { care: percent(56), ..Figures::default() },
		Figures { care: percent(54), ..Figures::default() },
		Figures { others: percent(0), care: percent(60), ..Figures::default() },
		Figures { emergency: percent(0), care: percent(65), ..Figures::default() },
		Figures { protect: percent(0), care: percent(65), ..Figures::default() },
	] {
		assert!(!unsound.are_sound(), "{unsound:?}");
	}
}

#[test]
fn each_figure_has_bounds() {
	type Set = fn(&mut Figures, u32);
	let counts: [(Set, u32, u32); 6] = [
		(|figures, value| figures.organization_depth = value, 1, 1_800),
		(|figures, value| figures.attested_blocks = value, 1, 1_800),
		(|figures, value| figures.account_depth = value, 1, 1_800),
		(|figures, value| figures.organization_reach = value, 1, 512),
		(|figures, value| figures.reach = value, 1, 512),
		(|figures, value| figures.max_length = value, 4 * 1024, 64 * 1024),
	];
	let parts: [(Set, u32, u32); 4] = [
		(
			|figures, value| figures.organization_emergency = Perbill::from_parts(value),
			10_000,
			500_000_000,
		),
		// In each of the fifty blocks, as much as any other.
		(|figures, value| figures.attested = Perbill::from_parts(value), 500_000, 500_000_000),
		(|figures, value| figures.protection = Perbill::from_parts(value), 10_000, 500_000_000),
		(|figures, value| figures.account = Perbill::from_parts(value), 10_000, 500_000_000),
	];
	for (set, least, most) in counts.into_iter().chain(parts) {
		let with = |value| {
			let mut figures = Figures::default();
			set(&mut figures, value);
			figures.are_sound()
		};
		assert!(with(least) && with(most), "{least} {most}");
		assert!(!with(least - 1) && !with(most + 1), "{least} {most}");
	}
}

/// A budget of a thousandth of a block that takes an hour to come back: whoever had sent one larger transaction was locked out for
/// weeks.
#[test]
fn what_is_owed_for_a_large_transaction_is_grown_back_within_hours() {
	let slow = Figures {
		attested: Perbill::from_parts(10_000_000),
		attested_blocks: 1_800,
		..Figures::default()
	};
	assert!(!slow.are_sound());
	assert!(Figures { attested_blocks: 1_000, ..slow }.are_sound());
}
