//! Headers of batches: exchanged for one of a later epoch, or for one that it replaced. None can be looked into, so those before are kept.

use super::{json_list::json_list, Desk};
use crate::{
	keeping::kept_headers::{epoch_of, exchanged, is_earlier, without_lapsed},
	kept::{EarlierHeader, KeptBatch, Moment, PatientId},
	refusal::Refusal,
};
use bytes::Bytes;
use futures::{
	stream::{self, BoxStream},
	StreamExt,
};
use salus_client::{batch::read_header, requests::read_moved_header};
use serde::Serialize;
use std::{io, sync::Arc};

const NO_HEADER: Refusal = Refusal::NotAsCommitted("the content is no anchor with a header");
const NOT_BEGUN: Refusal = Refusal::NotAsCommitted("the header is of an epoch that has not begun");
const NO_BATCH: Refusal = Refusal::NotAsCommitted("no such batch is kept here");

/// The headers of a batch, as the patient's side is told them.
#[derive(Serialize)]
struct KeptHeaders {
	anchor: u32,
	class: u16,
	header: String,
	earlier: Vec<String>,
}

impl Desk {
	/// Exchanges a header, in the patient's turn. One of an epoch that is still to come would keep all later ones out.
	pub(super) async fn take_moved_header(
		&self,
		patient: &PatientId,
		content: &[u8],
		present: u32,
		at: Moment,
	) -> Result<(), Refusal> {
		let (anchor, header) = read_moved_header(content).ok_or(NO_HEADER)?;
		let epoch = read_header(header).map_err(|_| NO_HEADER)?.epoch;
		let batch = self.catalogue.batch(patient, anchor).await?.ok_or(NO_BATCH)?;
		if !is_earlier(&batch, header) {
			if epoch > present {
				return Err(NOT_BEGUN);
			}
			if epoch_of(&batch.header, present).is_some_and(|kept| epoch <= kept) {
				return Err(Refusal::Outdated);
			}
		}
		self.catalogue.put_batch(&exchanged(batch, header.to_vec(), at)).await?;
		Ok(())
	}

	/// All headers of all batches, as one list in JSON. A batch has up to 65,536 records, so one after the other is read when it is
	/// sent.
	pub(super) async fn give_headers(
		&self,
		patient: &PatientId,
	) -> Result<BoxStream<'static, io::Result<Bytes>>, Refusal> {
		let anchors = self.catalogue.anchors(patient).await?;
		let (catalogue, patient, now) = (Arc::clone(&self.catalogue), *patient, self.clock.now());
		let texts = stream::iter(anchors).then(move |anchor| {
			let catalogue = Arc::clone(&catalogue);
			async move {
				let batch = catalogue.batch(&patient, anchor).await.map_err(io::Error::other)?;
				batch.map(|batch| headers_of(batch, now)).transpose()
			}
		});
		// A batch may have been erased meanwhile.
		let texts = texts.filter_map(|text| async { text.transpose() });
		Ok(json_list(texts.map(|text| stream::once(async { text }))))
	}
}

fn headers_of(batch: KeptBatch, now: Moment) -> io::Result<Bytes> {
	let KeptBatch { anchor, class, header, earlier, .. } = without_lapsed(batch, now);
	let earlier = earlier.iter().map(|EarlierHeader { header, .. }| hex::encode(header)).collect();
	let headers = KeptHeaders { anchor, class, header: hex::encode(header), earlier };
	Ok(serde_json::to_vec(&headers)?.into())
}
