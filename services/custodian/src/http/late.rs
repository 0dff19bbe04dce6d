//! Answers before it is known how: the address is taken at once, and what needs the chain comes later.

use crate::refusal::Refusal;
use axum::{extract::Request, response::IntoResponse, routing::any, Router};
use std::{
	convert::Infallible,
	sync::{Arc, OnceLock},
};
use tower::{service_fn, ServiceExt};

/// Routes that may be there later.
#[derive(Clone, Default)]
pub struct Late(Arc<OnceLock<Router>>);

impl Late {
	/// From now on these answer. Those that were there first stay.
	pub fn begin(&self, routes: Router) {
		self.0.get_or_init(|| routes);
	}

	/// What answers: these until there are others.
	pub fn router(&self, meanwhile: Router) -> Router {
		let late = self.clone();
		Router::new().fallback_service(service_fn(move |request: Request| {
			let routes = late.0.get().unwrap_or(&meanwhile).clone();
			async move { Ok::<_, Infallible>(routes.oneshot(request).await.into_response()) }
		}))
	}
}

/// Whatever is asked for comes later.
pub fn not_yet() -> Router {
	Router::new().route("/{*path}", any(async || Refusal::Unavailable))
}
