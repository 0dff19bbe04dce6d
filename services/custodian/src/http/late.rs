//! Answers before it is known how: the address is taken at once, and what needs the chain comes later.

use crate::refusal::Refusal;
use axum::{
	extract::Request,
	response::{IntoResponse, Response},
	Router,
};
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

	/// What answers.
	pub fn router(&self) -> Router {
		let late = self.clone();
		Router::new().fallback_service(service_fn(move |request: Request| {
			let late = late.clone();
			async move { Ok::<_, Infallible>(late.answer(request).await) }
		}))
	}

	async fn answer(&self, request: Request) -> Response {
		let Some(routes) = self.0.get() else { return Refusal::Unavailable.into_response() };
		routes.clone().oneshot(request).await.into_response()
	}
}
