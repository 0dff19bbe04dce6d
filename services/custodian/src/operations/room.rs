//! How much the store takes, and how much room is left.

use super::Watch;
use crate::{catalogue::Catalogue, disk};
use std::{path::PathBuf, time::Duration};
use tokio::{task::spawn_blocking, time::timeout};

/// A disk over a network may not answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Tells what the catalogue takes. What cannot be measured is told as it was.
pub(super) async fn tell_catalogue(catalogue: &Catalogue) {
	if let Ok(bytes) = catalogue.bytes().await {
		metrics::gauge!("salus_custodian_catalogue_bytes").set(figure(bytes));
	}
}

/// Tells what is free on the disks, and which of them are short of room. What cannot be measured is told as it was.
pub(super) async fn tell_disks(folders: &[(&'static str, PathBuf)], watch: &Watch) {
	for (of, folder) in folders {
		let folder = folder.clone();
		let free = spawn_blocking(move || disk::free(&folder));
		if let Ok(Ok(Ok(free))) = timeout(ANSWER_WITHIN, free).await {
			metrics::gauge!("salus_custodian_disk_free_bytes", "of" => *of).set(figure(free));
			watch.disk(of, free < disk::SPARE);
		}
	}
}

/// Bytes as a float, in two parts that fit.
pub(super) fn figure(bytes: u64) -> f64 {
	const MILLION: u64 = 1_000_000;
	let part = |number: u64| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
	part(bytes / MILLION) * part(MILLION) + part(bytes % MILLION)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn more_than_four_gigabytes_are_told() {
		assert_eq!(figure(0), 0.0);
		assert_eq!(figure(5_000_000_001), 5_000_000_001.0);
		assert_eq!(figure(7 << 40), f64::from(7_u32) * 1_099_511_627_776.0);
	}
}
