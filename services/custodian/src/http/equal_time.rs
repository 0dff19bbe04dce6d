//! Refusals of signed requests come after the same time, whatever the reason.
//!
//! What a request costs depends on how far it came: a false signature is found at once, a ticket that is void takes two questions to the chain. So an answer that is no
//! success waits for the next multiple of an interval. The time is counted from the moment in which the last of the request came that was read: otherwise whoever sends its
//! last byte late could shift the work over a multiple, and see by that how long it takes.

use axum::{body::Body, extract::Request, middleware::Next, response::Response};
use http_body_util::BodyExt;
use std::{
	sync::{Arc, Mutex, PoisonError},
	time::Duration,
};
use tokio::time::{sleep_until, Instant};

/// Answers a request, with refusals at multiples of `every`.
pub async fn refuse_after_equal_time(every: Duration, request: Request, next: Next) -> Response {
	let last_came = Arc::new(Mutex::new(Instant::now()));
	let noted = last_came.clone();
	let request = request.map(|body| {
		Body::new(body.map_frame(move |frame| {
			*noted.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
			frame
		}))
	});
	let response = next.run(request).await;
	if !response.status().is_success() {
		let arrived = *last_came.lock().unwrap_or_else(PoisonError::into_inner);
		sleep_until(next_multiple(arrived, every, Instant::now())).await;
	}
	response
}

/// The first multiple of `every` after `arrived` that is later than `now`.
fn next_multiple(arrived: Instant, every: Duration, now: Instant) -> Instant {
	let passed = now.saturating_duration_since(arrived).as_micros();
	let multiples = passed.checked_div(every.as_micros()).unwrap_or(0).saturating_add(1);
	let wait = every.saturating_mul(u32::try_from(multiples).unwrap_or(u32::MAX));
	arrived.checked_add(wait).unwrap_or(now)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::refusal::Refusal;
	use axum::{
		http::StatusCode, middleware::from_fn, response::IntoResponse, routing::post, Router,
	};
	use tokio::time::sleep;
	use tower::ServiceExt;

	const EVERY: Duration = Duration::from_millis(250);

	/// Refuses after so many milliseconds as the body says; of an odd number there is an answer.
	fn router() -> Router {
		let handler = |text: String| async move {
			let milliseconds: u64 = text.parse().unwrap();
			sleep(Duration::from_millis(milliseconds)).await;
			if milliseconds % 2 == 1 {
				StatusCode::NO_CONTENT.into_response()
			} else {
				Refusal::Refused.into_response()
			}
		};
		Router::new().route("/", post(handler)).layer(from_fn(|request: Request, next: Next| {
			refuse_after_equal_time(EVERY, request, next)
		}))
	}

	async fn time_of(body: Body) -> (Duration, StatusCode) {
		let began = Instant::now();
		let request = Request::builder().method("POST").uri("/").body(body).unwrap();
		let response = router().oneshot(request).await.unwrap();
		(began.elapsed(), response.status())
	}

	/// The clock of a test goes in steps of a millisecond.
	fn is_about(time: Duration, milliseconds: u64) -> bool {
		time.abs_diff(Duration::from_millis(milliseconds)) <= Duration::from_millis(2)
	}

	#[tokio::test(start_paused = true)]
	async fn refusals_come_at_multiples() {
		for (milliseconds, expected) in [(0, 250), (2, 250), (248, 250), (250, 500), (600, 750)] {
			let (time, status) = time_of(Body::from(milliseconds.to_string())).await;
			assert_eq!(status, StatusCode::FORBIDDEN);
			assert!(is_about(time, expected), "{milliseconds}: {time:?}");
		}
	}

	#[tokio::test(start_paused = true)]
	async fn an_answer_comes_at_once() {
		let (time, status) = time_of(Body::from("31")).await;
		assert_eq!(status, StatusCode::NO_CONTENT);
		assert!(is_about(time, 31), "{time:?}");
	}

	#[tokio::test(start_paused = true)]
	async fn a_late_byte_does_not_shift_the_time() {
		let slow = futures::stream::once(async {
			sleep(Duration::from_millis(240)).await;
			Ok::<_, std::io::Error>("20")
		});
		let (time, _) = time_of(Body::from_stream(slow)).await;
		assert!(is_about(time, 490), "{time:?}");
	}
}
