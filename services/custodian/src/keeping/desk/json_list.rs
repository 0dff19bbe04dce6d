//! A list in JSON that is made while it is sent.

use bytes::Bytes;
use futures::{
	stream::{self, BoxStream},
	Stream, StreamExt,
};
use std::{future, io};

/// A list of items that are JSON, each in parts. Where a part is not to be had the list breaks off, so that nobody takes what came for all.
pub fn json_list<I>(
	items: impl Stream<Item = I> + Send + 'static,
) -> BoxStream<'static, io::Result<Bytes>>
where
	I: Stream<Item = io::Result<Bytes>> + Send + 'static,
{
	let listed = items.enumerate().flat_map(|(place, item)| {
		let comma = (place > 0).then(|| mark(","));
		stream::iter(comma).flatten().chain(item)
	});
	let all = mark("[").chain(listed).chain(mark("]"));
	all.scan(false, |is_over, part| {
		let part = (!*is_over).then_some(part);
		*is_over |= part.as_ref().is_some_and(io::Result::is_err);
		future::ready(part)
	})
	.boxed()
}

fn mark(mark: &'static str) -> impl Stream<Item = io::Result<Bytes>> + Send {
	stream::once(future::ready(Ok(Bytes::from_static(mark.as_bytes()))))
}

#[cfg(test)]
mod tests {
	use super::*;

	type Item = Vec<Result<&'static str, io::ErrorKind>>;

	async fn listed(items: Vec<Item>) -> (String, bool) {
		let of = |item: Item| {
			stream::iter(
				item.into_iter().map(|part| part.map(Bytes::from).map_err(io::Error::from)),
			)
		};
		let parts: Vec<_> = json_list(stream::iter(items.into_iter().map(of))).collect().await;
		let is_whole = parts.iter().all(io::Result::is_ok);
		let text = parts.into_iter().flatten().flat_map(Vec::from).collect();
		(String::from_utf8(text).unwrap(), is_whole)
	}

	#[tokio::test]
	async fn items_come_in_their_order_and_parts_in_theirs() {
		assert_eq!(listed(vec![]).await, ("[]".into(), true));
		assert_eq!(listed(vec![vec![Ok("1")]]).await, ("[1]".into(), true));
		let items = vec![vec![Ok("1"), Ok("2")], vec![Ok("3")], vec![Ok("4"), Ok("5")]];
		assert_eq!(listed(items).await, ("[12,3,45]".into(), true));
	}

	#[tokio::test]
	async fn a_part_that_is_not_to_be_had_ends_it_before_its_end() {
		let gone = || Err(io::ErrorKind::NotFound);
		let items = vec![vec![Ok("1"), gone(), Ok("2")], vec![Ok("3")]];
		assert_eq!(listed(items).await, ("[1".into(), false));
		assert_eq!(listed(vec![vec![Ok("1")], vec![gone()]]).await, ("[1,".into(), false));
	}
}
