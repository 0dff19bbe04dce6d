//! Waiting, on a busy machine too.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Whatever has to come about does within this time, also on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(240);

/// Waits until something is so.
pub async fn until(what: &str, is_so: impl AsyncFnMut() -> bool) {
	assert!(comes_about(is_so).await, "not so: {what}");
}

/// Whether something is so, now or later.
pub async fn comes_about(mut is_so: impl AsyncFnMut() -> bool) -> bool {
	let wait = async {
		while !is_so().await {
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
	};
	tokio::time::timeout(PATIENCE, wait).await.is_ok()
}

/// The machine's clock, which the node goes by, in milliseconds since 1970.
pub fn now() -> u64 {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
	since.as_millis().try_into().unwrap()
}
