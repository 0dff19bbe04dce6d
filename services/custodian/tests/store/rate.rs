//! How much is claimed in a second.

use crate::{
	databases::on_each_database,
	samples::{name, NOW},
};
use futures::{stream, StreamExt};
use salus_custodian::catalogue::Catalogue;
use tokio::time::Instant;

/// As many as a busy service has under way.
const AT_ONCE: usize = 64;
const CLAIMS: u32 = 10_000;

on_each_database!(claims_of_many_at_once_share_a_commit);

async fn claims_of_many_at_once_share_a_commit(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let content = [7; 600];
	let begun = Instant::now();
	let told = stream::iter(0..CLAIMS)
		.map(|number| {
			let (catalogue, nonce) = (&catalogue, name(number.into()));
			async move {
				catalogue.claim_and_note(&[1; 32], &nonce, NOW, NOW + 9, &nonce, &content).await
			}
		})
		.buffer_unordered(AT_ONCE)
		.filter(|told| std::future::ready(*told == Ok(true)))
		.count()
		.await;
	let rate = f64::from(CLAIMS) / begun.elapsed().as_secs_f64();
	println!("{rate:.0} claims a second, {AT_ONCE} at once");
	assert_eq!(told, usize::try_from(CLAIMS).unwrap());
	// A commit for each could do some hundreds on a good disk. A busy machine is given much.
	assert!(rate > 200.0, "{rate:.0} claims a second");
}
