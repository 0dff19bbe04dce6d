//! What is asked about pieces over HTTP.

use super::{Pieces, Taken};
use crate::{
	keeping::ids::read_id,
	kept::{Name, PatientId},
	refusal::Refusal,
};
use axum::{
	body::Body,
	extract::{rejection::PathRejection, DefaultBodyLimit, Path, RawQuery, State},
	http::{
		header::{CONTENT_LENGTH, CONTENT_TYPE},
		HeaderMap, StatusCode,
	},
	response::{IntoResponse, Response},
	routing::get,
	Json, Router,
};
use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::json;
use std::sync::Arc;

type Piece = Result<Path<(String, String)>, PathRejection>;
type Chunk = Result<Path<(String, String, String)>, PathRejection>;

const NO_PATH: Refusal = Refusal::Malformed("the path is not in UTF-8");
const NO_NUMBER: Refusal = Refusal::Malformed("a number is needed");
const NO_QUERY: Refusal = Refusal::Malformed("nothing but root is asked for");

impl Pieces {
	/// The routes of pieces.
	pub fn router(self: Arc<Self>) -> Router {
		Router::new()
			.route("/v1/patients/{patient}/pieces/{anchor}", get(give_piece).put(take_piece))
			.route("/v1/patients/{patient}/pieces/{anchor}/chunks/{index}", get(give_chunk))
			// What is longer than its head says is refused.
			.layer(DefaultBodyLimit::disable())
			.with_state(self)
	}
}

async fn take_piece(
	State(pieces): State<Arc<Pieces>>,
	piece: Piece,
	headers: HeaderMap,
	body: Body,
) -> Result<StatusCode, Refusal> {
	let session = pieces.sessions.of(&headers)?;
	let (patient, anchor) = read_piece(piece)?;
	let taken = pieces.take_in(session.writer, &patient, anchor, body.into_data_stream()).await?;
	Ok(match taken {
		Taken::New => StatusCode::CREATED,
		Taken::Known => StatusCode::OK,
	})
}

async fn give_piece(
	State(pieces): State<Arc<Pieces>>,
	piece: Piece,
	RawQuery(query): RawQuery,
	headers: HeaderMap,
) -> Result<Response, Refusal> {
	let session = pieces.sessions.in_good_standing(&headers).await?;
	let (patient, anchor) = read_piece(piece)?;
	let root = read_root(query.as_deref())?;
	let given = pieces.piece(&session.writer, &patient, anchor, root).await?;
	let headers = [
		(CONTENT_TYPE, "application/octet-stream".to_owned()),
		(CONTENT_LENGTH, given.length.to_string()),
	];
	Ok((headers, Body::from_stream(given.content)).into_response())
}

async fn give_chunk(
	State(pieces): State<Arc<Pieces>>,
	chunk: Chunk,
	RawQuery(query): RawQuery,
	headers: HeaderMap,
) -> Result<Response, Refusal> {
	let session = pieces.sessions.in_good_standing(&headers).await?;
	let Path((patient, anchor, index)) = chunk.map_err(|_| NO_PATH)?;
	let (patient, anchor) = (read_id(&patient)?, read_number(&anchor)?);
	let (index, root) = (read_number(&index)?, read_root(query.as_deref())?);
	let proved = pieces.chunk(&session.writer, &patient, anchor, root, index).await?;
	let siblings: Vec<_> = proved.siblings.iter().map(hex::encode).collect();
	let chunk = STANDARD.encode(&proved.chunk);
	Ok(Json(json!({ "chunk": chunk, "siblings": siblings })).into_response())
}

fn read_piece(piece: Piece) -> Result<(PatientId, u32), Refusal> {
	let Path((patient, anchor)) = piece.map_err(|_| NO_PATH)?;
	Ok((read_id(&patient)?, read_number(&anchor)?))
}

/// Which of several pieces of an anchor is asked for.
fn read_root(query: Option<&str>) -> Result<Option<Name>, Refusal> {
	let root = query.filter(|query| !query.is_empty());
	root.map(|query| read_id(query.strip_prefix("root=").ok_or(NO_QUERY)?)).transpose()
}

fn read_number(text: &str) -> Result<u32, Refusal> {
	let is_number = text.bytes().all(|digit| digit.is_ascii_digit());
	is_number.then(|| text.parse().ok()).flatten().ok_or(NO_NUMBER)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		keeping::{
			doubles::{random, rng, GENESIS, NOW, ORGANIZATION},
			writer_doubles::{BEST, FINALIZED},
		},
		kept::Writer,
		pieces::doubles::{in_parts, Batch, ChainDouble, Keeper, ANCHOR, PATIENT},
	};
	use axum::http::Request;
	use salus_client::{
		requests::{SessionRequest, Side, Signed},
		signatures::Sr25519Pair,
		Secret,
	};
	use tower::ServiceExt;

	async fn get(keeper: &Keeper, rest: &str, session: &str) -> StatusCode {
		let path = format!("/v1/patients/{}/pieces/{ANCHOR}{rest}", hex::encode(PATIENT));
		let request = Request::get(path).header("authorization", session).body(Body::empty());
		keeper.pieces.clone().router().oneshot(request.unwrap()).await.unwrap().status()
	}

	#[tokio::test]
	async fn whoever_has_lost_its_standing_gets_nothing_though_its_session_is_open() {
		let (chain, batch) = (ChainDouble::new(), Batch::new(2, &[1, 2, 3]));
		chain.anchor(batch.state());
		let keeper = Keeper::new(1, &chain).await;
		let (peer, piece) = (Writer::Organization(2), in_parts(&batch.pieces[0]));
		keeper.pieces.take_in(peer, &PATIENT, ANCHOR, piece).await.unwrap();

		let pair = Sr25519Pair::from_seed(&Secret::new([1; 32]));
		let (account, side) = (pair.account(), Side::Organization(2));
		keeper.writing.chain.let_write(account, side, &[BEST, FINALIZED]);
		let (genesis, custodian, nonce) = (GENESIS, ORGANIZATION, random());
		let request = SessionRequest { genesis, account, custodian, side, nonce, time: NOW };
		let signed = Signed::new(request, |message| pair.sign(message, &mut rng())).unwrap();
		let token = keeper.pieces.sessions.begin(&signed.to_json()).await.unwrap().token;
		let session = format!("Bearer {}", hex::encode(token.expose()));

		for rest in ["", "/chunks/0"] {
			assert_eq!(get(&keeper, rest, &session).await, StatusCode::OK);
		}
		for gone in [BEST, FINALIZED] {
			keeper.writing.chain.let_write(account, side, &[BEST, FINALIZED]);
			keeper.writing.chain.no_longer_let_write(account, side, gone);
			for rest in ["", "/chunks/0"] {
				assert_eq!(get(&keeper, rest, &session).await, StatusCode::FORBIDDEN);
			}
		}
	}
}
