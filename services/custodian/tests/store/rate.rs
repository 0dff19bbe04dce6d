//! How much more is claimed in a second by many at once than by one after the other.

use crate::{
	databases::on_each_database,
	samples::{name, NOW},
};
use futures::{stream, StreamExt};
use salus_custodian::catalogue::Catalogue;
use std::{future::ready, ops::Range};
use tokio::time::Instant;

/// As many as a busy service has under way.
const AT_ONCE: usize = 64;

on_each_database!(claims_of_many_at_once_share_a_commit);

async fn claims_of_many_at_once_share_a_commit(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let alone = rate(&catalogue, 0..100, 1).await;
	let together = rate(&catalogue, 100..10_000, AT_ONCE).await;
	println!("{alone:.0} claims a second, {AT_ONCE} at once {together:.0}");
	assert!(together > 2.0 * alone, "{alone:.0} claims a second, {AT_ONCE} at once {together:.0}");
}

/// How many claims are made in a second.
async fn rate(catalogue: &Catalogue, numbers: Range<u32>, at_once: usize) -> f64 {
	let (content, claims, begun) = ([7; 600], numbers.len(), Instant::now());
	let told = stream::iter(numbers)
		.map(|number| {
			let nonce = name(number.into());
			async move {
				catalogue.claim_and_note(&[1; 32], &nonce, NOW, NOW + 9, &nonce, &content).await
			}
		})
		.buffer_unordered(at_once)
		.filter(|told| ready(*told == Ok(true)))
		.count()
		.await;
	assert_eq!(told, claims);
	f64::from(u32::try_from(claims).unwrap()) / begun.elapsed().as_secs_f64()
}
