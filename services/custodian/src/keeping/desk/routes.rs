//! What is answered over HTTP.

use super::{Answer, Desk, PresentedRequest, Taken};
use crate::{keeping::ids::read_id, refusal::Refusal};
use axum::{
	body::Body,
	extract::{rejection::PathRejection, Path, State},
	http::{header, HeaderMap, StatusCode},
	response::{IntoResponse, Response},
	routing::{post, put},
	Json, Router,
};
use serde_json::{json, Value};
use std::sync::Arc;

type Named = Result<Path<(String, String)>, PathRejection>;

impl Desk {
	/// What is answered, each under its path.
	pub fn router(self: Arc<Self>) -> Router {
		Router::new()
			.route("/v1/requests", post(answer))
			.route("/v1/patients/{patient}/envelopes/{name}", put(take_envelope))
			.route("/v1/patients/{patient}/emergency-rings/{commitment}", put(take_emergency_ring))
			.route("/v1/patients/{patient}/sweep", post(sweep))
			.with_state(self)
	}
}

async fn answer(
	State(desk): State<Arc<Desk>>,
	headers: HeaderMap,
	content: Body,
) -> Result<Answer, Refusal> {
	desk.answer(&PresentedRequest::of(&headers)?, content).await
}

async fn take_envelope(
	State(desk): State<Arc<Desk>>,
	named: Named,
	body: Body,
) -> Result<Taken, Refusal> {
	let (patient, name) = ids(named)?;
	desk.take_envelope(&patient, &name, body).await
}

async fn take_emergency_ring(
	State(desk): State<Arc<Desk>>,
	named: Named,
	body: Body,
) -> Result<Taken, Refusal> {
	let (patient, commitment) = ids(named)?;
	desk.take_emergency_ring(&patient, &commitment, body).await
}

async fn sweep(
	State(desk): State<Arc<Desk>>,
	patient: Result<Path<String>, PathRejection>,
) -> Result<Json<Value>, Refusal> {
	let Path(patient) = patient.map_err(|_| NO_PATH)?;
	let destroyed = desk.sweep_when_asked(&read_id(&patient)?).await?;
	Ok(Json(json!({ "destroyed": destroyed })))
}

const NO_PATH: Refusal = Refusal::Malformed("the path is not in UTF-8");

fn ids(named: Named) -> Result<([u8; 32], [u8; 32]), Refusal> {
	let Path((patient, name)) = named.map_err(|_| NO_PATH)?;
	Ok((read_id(&patient)?, read_id(&name)?))
}

impl IntoResponse for Answer {
	fn into_response(self) -> Response {
		match self {
			Self::Done => StatusCode::NO_CONTENT.into_response(),
			Self::Given(parts) => {
				let json = [(header::CONTENT_TYPE, "application/json")];
				(json, Body::from_stream(parts)).into_response()
			},
		}
	}
}

impl IntoResponse for Taken {
	fn into_response(self) -> Response {
		match self {
			Self::New => StatusCode::CREATED,
			Self::Known => StatusCode::OK,
		}
		.into_response()
	}
}
