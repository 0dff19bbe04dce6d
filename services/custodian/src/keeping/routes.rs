//! What writers ask over HTTP.

use super::{
	blocking,
	desk::Taken,
	handed_in::{read_batch, MAX_TEXT},
	ids::read_id,
	records::{ensure_own, IncomingRecord},
	sessions::BegunSession,
	uploads::Upload,
	Keeping,
};
use crate::refusal::Refusal;
use axum::{
	body::Body,
	extract::{rejection::PathRejection, Path, State},
	http::{
		header::{CACHE_CONTROL, CONTENT_LENGTH},
		HeaderMap, StatusCode,
	},
	response::{IntoResponse, Response},
	routing::{post, put},
	Json, Router,
};
use salus_client::requests;
use serde_json::json;
use std::sync::Arc;

type Named = Result<Path<(String, String)>, PathRejection>;

const NO_PATH: Refusal = Refusal::Malformed("the path is not in UTF-8");
const NO_LENGTH: Refusal = Refusal::Malformed("the header content-length is needed");
/// Up to so many bytes of text a batch is read at once, whatever others are: of a few thousand records.
const SMALL_BATCH: u64 = 1 << 20;
/// In so many seconds another large one may be through.
const AGAIN_AFTER: u32 = 2;
const NO_ANCHOR: Refusal = Refusal::Malformed("an anchor is a number");
const NO_TEXT: Refusal = Refusal::Malformed("the body is no text");

impl Keeping {
	/// What writers ask, each under its path. How much of a body is read each decides by itself.
	pub fn router(self: Arc<Self>) -> Router {
		Router::new()
			.route("/v1/sessions", post(begin_session))
			.route("/v1/patients/{patient}/records/{name}", put(put_record))
			.route("/v1/patients/{patient}/batches/{anchor}", put(put_batch))
			.with_state(self)
	}
}

async fn begin_session(
	State(keeping): State<Arc<Keeping>>,
	body: Body,
) -> Result<Response, Refusal> {
	let text = body.bytes(requests::MAX_TEXT).await?;
	let text = std::str::from_utf8(&text).map_err(|_| NO_TEXT)?;
	let BegunSession { token, until } = keeping.sessions.begin(text).await?;
	let answer = json!({ "token": hex::encode(token.expose()), "until": until });
	Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

async fn put_record(
	State(keeping): State<Arc<Keeping>>,
	named: Named,
	headers: HeaderMap,
	body: Body,
) -> Result<Taken, Refusal> {
	let session = keeping.sessions.of(&headers)?;
	let Path((patient, name)) = named.map_err(|_| NO_PATH)?;
	let record = IncomingRecord {
		patient: read_id(&patient)?,
		name: read_id(&name)?,
		length: content_length(&headers).ok_or(NO_LENGTH)?,
	};
	keeping.take_record(&session, record, body.into_data_stream()).await
}

async fn put_batch(
	State(keeping): State<Arc<Keeping>>,
	named: Named,
	headers: HeaderMap,
	body: Body,
) -> Result<Taken, Refusal> {
	let session = keeping.sessions.of(&headers)?;
	let Path((patient, anchor)) = named.map_err(|_| NO_PATH)?;
	let patient = read_id(&patient)?;
	let anchor = anchor.parse().map_err(|_| NO_ANCHOR)?;
	ensure_own(session.writer, &patient)?;
	let length = content_length(&headers).ok_or(NO_LENGTH)?;
	let text = body.bytes(MAX_TEXT).await?;
	// Only now: whoever sends slowly holds up nobody else.
	let is_large = length > SMALL_BATCH;
	let permit = is_large.then(|| keeping.large_batches.try_acquire()).transpose();
	let _permit = permit.map_err(|_| Refusal::TooMany(AGAIN_AFTER))?;
	let batch = blocking(move || read_batch(&text)).await??;
	// The chain commits to no header: from whoever writes for the organization no longer it might be one that opens nothing.
	keeping.sessions.in_good_standing(&headers).await?;
	keeping.take_batch(&session, &patient, anchor, batch).await
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
	headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests;
