//! `/healthz`, `/readyz` and `/metrics`.

use super::{Figures, Watch};
use axum::{
	extract::State,
	http::{header, StatusCode},
	response::{IntoResponse, Response},
	routing::get,
	Json, Router,
};
use serde_json::json;
use std::sync::Arc;

/// What the second listener answers. Nothing of it names anybody.
pub fn router(watch: Arc<Watch>, figures: Figures) -> Router {
	Router::new()
		.route("/healthz", get(|| async { "alive\n" }))
		.route("/readyz", get(ready).with_state(watch.clone()))
		.route("/metrics", get(metrics).with_state((watch, figures)))
}

async fn ready(State(watch): State<Arc<Watch>>) -> Response {
	let unready = watch.unready();
	let status = if unready.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
	let reasons: Vec<_> = unready
		.iter()
		.map(|reason| json!({ "reason": reason.name(), "message": reason.to_string() }))
		.collect();
	let warnings = watch.warnings();
	let warnings: Vec<_> = warnings
		.iter()
		.map(|warning| json!({ "warning": warning.name(), "message": warning.to_string() }))
		.collect();
	let told = json!({ "ready": unready.is_empty(), "reasons": reasons, "warnings": warnings });
	(status, Json(told)).into_response()
}

async fn metrics(State((watch, figures)): State<(Arc<Watch>, Figures)>) -> Response {
	let form = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
	(form, figures.render(&watch)).into_response()
}
