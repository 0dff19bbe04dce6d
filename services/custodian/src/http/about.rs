//! What a custodian is called: of which chain, its number, and its clock.

use crate::clock::Clock;
use axum::{routing::get, Json, Router};
use serde_json::json;

/// `GET /v1`.
pub fn about(genesis: [u8; 32], custodian: u32, clock: Clock) -> Router {
	let genesis = hex::encode(genesis);
	Router::new().route(
		super::routes::ABOUT,
		get(move || async move {
			Json(json!({ "genesis": genesis, "custodian": custodian, "time": clock.now() }))
		}),
	)
}
