//! What stands around the routes of all parts: limits, times, and the same answer for whoever may not know more.

mod about;
mod bodies;
mod client_address;
mod connections;
mod equal_time;
mod expiry;
mod files;
mod guarded;
mod in_flight;
mod late;
mod lingering;
mod listener;
mod paced;
mod room;
mod routes;
mod taken;

pub use about::about;
pub use client_address::ClientAddress;
pub use late::{not_yet, Late};
pub use lingering::linger;
pub use listener::{bind, ensure_certificate, serve, serve_operations, Bound, ListenError};
pub use routes::{Length, MAX_RECORD};

use crate::{
	config::Http,
	limits::{network, PerMinute},
	operations::Watch,
	refusal::Refusal,
};
use axum::{
	body::Body,
	extract::{DefaultBodyLimit, MatchedPath, Request, State},
	http::{Method, StatusCode},
	middleware::{from_fn, from_fn_with_state, Next},
	response::{IntoResponse, Response},
	Json, Router,
};
use axum_server::ConnectionShutdown;
use bodies::{Bodies, Coming, SHORT};
use guarded::Guarded;
use in_flight::until_sent;
pub(crate) use in_flight::{InFlight, InFlightPlace, Kind};
use room::Roomed;
use serde_json::json;
use std::{
	any::Any,
	net::{IpAddr, Ipv6Addr},
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Once,
	},
	time::Duration,
};
use taken::Taken;
use tokio::time::Instant;
use tower_http::{catch_panic::CatchPanicLayer, timeout::RequestBodyTimeoutLayer};

/// What the layers share.
struct Around {
	watch: Arc<Watch>,
	addresses: PerMinute,
	client_address: ClientAddress,
	/// How many requests there were whose client nobody named.
	nameless: AtomicU64,
	told_of_nameless: Once,
	in_flight: InFlight,
	bodies: Bodies,
	refusals_every: Duration,
}

impl Around {
	/// Where the proxy does not name the client, each request counts as that of another one: as one of the proxy's all of them would be limited together, and everybody shut out.
	fn address(&self, request: &Request) -> IpAddr {
		if let Some(address) = self.client_address.of(request) {
			return network(address);
		}
		if !self.client_address.is_told_by_proxy() {
			return IpAddr::from([0; 4]);
		}
		// A proxy that looks whether the service lives names nobody, and rightly.
		if route(request) != routes::ABOUT {
			self.told_of_nameless.call_once(tell_of_nameless);
		}
		// Addresses that nobody has.
		Ipv6Addr::from(u128::from(self.nameless.fetch_add(1, Ordering::Relaxed))).into()
	}

	/// The request with as much as is taken for it before it is answered. A short body is read before it has a place, so that whoever sends it slowly holds none; what a
	/// custodian is called needs none. A long one needs a place before others give way to it.
	async fn take_in(
		&self,
		request: Request,
	) -> Result<(Request, Option<Roomed>, Option<InFlightPlace>), Refusal> {
		let (address, route) = (self.address(&request), route(&request));
		let (mut request, coming) = Bodies::bound(Length::of_route(&route), request)?;
		if coming == Coming::Short {
			request = self.bodies.read_short(address, request).await?;
		}
		let kind = match route.as_str() {
			_ if coming.is_upload() => Kind::Upload,
			routes::SWEEP => Kind::Sweep,
			_ => Kind::Other,
		};
		let needs_place = route != routes::ABOUT;
		let place = needs_place.then(|| self.in_flight.begin(address, kind)).transpose()?;
		let place = place.map(InFlightPlace::of);
		let (mut request, room) = self.bodies.make_room(address, coming, request)?;
		if let Some(place) = &place {
			request.extensions_mut().insert(place.clone());
		}
		Ok((request, room, place))
	}

	/// The client's own connection; nothing where a proxy may send the requests of others over the same one.
	fn connection(&self, request: &Request) -> Option<ConnectionShutdown> {
		let is_own = !self.client_address.is_told_by_proxy();
		is_own.then(|| request.extensions().get().cloned()).flatten()
	}
}

fn tell_of_nameless() {
	tracing::warn!(
		kind = "no-client-address",
		"the proxy does not tell the client's address in http.client_address_header: clients are not limited by their addresses"
	);
}

/// The routes of all parts, with what stands around them.
pub fn around(routes: Router, watch: Arc<Watch>, addresses: PerMinute, config: &Http) -> Router {
	let around = Arc::new(Around {
		watch,
		addresses,
		client_address: ClientAddress::new(config.client_address.clone()),
		nameless: AtomicU64::new(1),
		told_of_nameless: Once::new(),
		in_flight: InFlight::new(config.in_flight),
		bodies: Bodies::new(config.head_timeout),
		refusals_every: config.refusals_every,
	});
	// The last one is the first that a request meets.
	routes
		.layer(CatchPanicLayer::custom(answer_panic))
		.layer(from_fn_with_state(around.clone(), equal_time))
		.layer(DefaultBodyLimit::disable())
		.layer(RequestBodyTimeoutLayer::new(config.body_timeout))
		.layer(from_fn_with_state(around.clone(), bound_requests))
		.layer(from_fn_with_state(around.clone(), only_at_work))
		.fallback(no_such_route)
		.method_not_allowed_fallback(no_such_method)
		.layer(from_fn_with_state(around.clone(), bound_rate))
		.layer(from_fn_with_state(around, measure))
		.layer(from_fn(linger))
}

/// Counts the answers of a route, and how long each took.
async fn measure(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
	let route = route(&request);
	let method = request.method().clone();
	let began = Instant::now();
	let response = next.run(request).await;
	around.watch.answered(&method, &route, &response, began.elapsed());
	response
}

/// So many a minute of one address.
async fn bound_rate(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
	match around.addresses.admit(around.address(&request)) {
		Ok(()) => next.run(request).await,
		Err(too_many) => too_many.into_response(),
	}
}

/// Nothing is judged, taken in or handed out while the chain or the clock cannot be trusted. What a custodian is called it tells always.
async fn only_at_work(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
	if route(&request) != routes::ABOUT && !around.watch.is_trustworthy() {
		return Refusal::Unavailable.into_response();
	}
	next.run(request).await
}

/// No body that is longer than its route takes; and so many requests at once, of which one address does not take all.
async fn bound_requests(
	State(around): State<Arc<Around>>,
	request: Request,
	next: Next,
) -> Response {
	let connection = around.connection(&request);
	let (response, place) = match around.take_in(request).await {
		Ok((request, room, place)) => {
			let response = next.run(request).await;
			// It broke off, whatever its route makes of that.
			let broke_off =
				!response.status().is_success() && room.is_some_and(|room| room.gave_way());
			let response = if broke_off { Refusal::Unavailable.into_response() } else { response };
			(response, place)
		},
		Err(refusal) => (refusal.into_response(), None),
	};
	// A short answer is made, and needs no place while its client takes it.
	let place = place.filter(|_| !is_short(response.body()));
	let taken = |body| Body::new(Guarded(body, Taken::default()));
	until_sent(response.map(taken), place, connection)
}

fn is_short(answer: &Body) -> bool {
	let length = http_body::Body::size_hint(answer).exact();
	length.and_then(|bytes| usize::try_from(bytes).ok()).is_some_and(|bytes| bytes <= SHORT)
}

async fn equal_time(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
	let is_signed = routes::SIGNED.contains(&route(&request).as_str());
	if is_signed && request.method() == Method::POST {
		return equal_time::refuse_after_equal_time(around.refusals_every, request, next).await;
	}
	next.run(request).await
}

fn route(request: &Request) -> String {
	request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned()
}

/// What a part panics with may hold anything, so nobody is told. It is [counted](crate::log::tell_faults) where it happens.
fn answer_panic(_: Box<dyn Any + Send + 'static>) -> Response {
	other(StatusCode::INTERNAL_SERVER_ERROR, "fault", "a fault in this program")
}

async fn no_such_route() -> Response {
	other(StatusCode::NOT_FOUND, "malformed", "no such route")
}

async fn no_such_method() -> Response {
	other(StatusCode::METHOD_NOT_ALLOWED, "malformed", "no such method on this route")
}

fn other(status: StatusCode, error: &str, message: &str) -> Response {
	(status, Json(json!({ "error": error, "message": message }))).into_response()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{clock::Clock, config::Config, keeping::uploads::Upload as _};
	use axum::{
		body::to_bytes,
		extract::ConnectInfo,
		http::HeaderName,
		routing::{get, post, put},
		Extension,
	};
	use futures::{
		stream::{pending, repeat_with},
		StreamExt,
	};
	use http_body_util::BodyExt;
	use salus_client::chain::{Head, Heads, H256};
	use std::{io::Error, net::SocketAddr};
	use tokio::task::JoinSet;
	use tower::ServiceExt;

	const NOW: u64 = 1_700_000_000_000;
	const STREAMED: &str = "/v1/patients/1/records/2";
	const BATCH: &str = "/v1/patients/1/batches/2";

	fn routes() -> Router {
		Router::new()
			.merge(about([7; 32], 4, Clock::new(|| NOW)))
			.route("/v1/releases", post(|_: String| async { Refusal::Refused }))
			.route("/v1/panics", get(panics))
			.route("/v1/long", get(long))
			.route("/v1/leaves", get(leaves))
			.route("/v1/patients/{patient}/envelopes/{name}", put(|body: String| async { body }))
			.route("/v1/patients/{patient}/records/{name}", put(|body: String| async { body }))
			.route("/v1/patients/{patient}/batches/{anchor}", put(take_whole))
	}

	async fn take_whole(body: Body) -> Result<StatusCode, Refusal> {
		body.bytes(1 << 24).await.map(|_| StatusCode::CREATED)
	}

	async fn panics() -> StatusCode {
		panic!("of a patient")
	}

	/// It is never answered, and has left its place.
	async fn leaves(Extension(place): Extension<InFlightPlace>) -> StatusCode {
		place.leave();
		std::future::pending().await
	}

	async fn long() -> Body {
		Body::from_stream(repeat_with(|| Ok::<_, Error>("part")).take(100))
	}

	pub(super) fn custodian(a_minute: u32, is_chain_there: bool) -> Router {
		behind(None, a_minute, is_chain_there)
	}

	fn behind(client_address: Option<HeaderName>, a_minute: u32, is_chain_there: bool) -> Router {
		let watch = Watch::new(Clock::new(|| NOW));
		watch.at_work();
		if is_chain_there {
			let head = Head { hash: H256::zero(), number: 1, time: NOW };
			watch.saw(Heads { best: head, finalized: head });
		}
		let config = Config::parse(include_str!("../custodian.sample.toml")).unwrap().http;
		around(routes(), watch, PerMinute::new(a_minute), &Http { client_address, ..config })
	}

	async fn ask(router: &Router, method: &str, path: &str, body: &str) -> (StatusCode, String) {
		let request = Request::builder().method(method).uri(path);
		let request = request.body(Body::from(body.to_owned())).unwrap();
		let response = router.clone().oneshot(request).await.unwrap();
		let status = response.status();
		let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
		(status, String::from_utf8(body.to_vec()).unwrap())
	}

	#[tokio::test]
	async fn without_a_chain_it_tells_what_it_is_called_and_nothing_else() {
		let router = custodian(1_000, false);
		let (status, told) = ask(&router, "GET", "/v1", "").await;
		assert_eq!(status, StatusCode::OK);
		let genesis = "07".repeat(32);
		let expected = json!({ "genesis": genesis, "custodian": 4, "time": NOW });
		assert_eq!(serde_json::from_str::<serde_json::Value>(&told).unwrap(), expected);
		for (method, path) in
			[("POST", "/v1/releases"), ("GET", "/v1/panics"), ("PUT", "/v1/patients/1/envelopes/2")]
		{
			let (status, _) = ask(&router, method, path, "").await;
			assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
		}
	}

	#[tokio::test]
	async fn who_leaves_its_place_keeps_no_other_from_one() {
		let router = custodian(100_000, true);
		let mut waiting = Vec::new();
		for _ in 0..512 {
			let router = router.clone();
			waiting.push(tokio::spawn(async move { ask(&router, "GET", "/v1/leaves", "").await }));
			tokio::task::yield_now().await;
		}
		let (status, _) = ask(&router, "GET", "/v1/long", "").await;
		assert_eq!(status, StatusCode::OK);
		assert!(waiting.iter().all(|waiting| !waiting.is_finished()));
	}

	#[tokio::test]
	async fn a_fault_is_told_as_one_and_not_what_it_was() {
		let (status, told) = ask(&custodian(1_000, true), "GET", "/v1/panics", "").await;
		assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
		assert!(told.contains("\"fault\"") && !told.contains("patient"), "{told}");
	}

	#[tokio::test(start_paused = true)]
	async fn a_refusal_takes_its_time_and_an_answer_does_not() {
		let router = custodian(1_000, true);
		let began = Instant::now();
		let (status, told) = ask(&router, "PUT", "/v1/patients/1/envelopes/2", "envelope").await;
		assert_eq!((status, told.as_str()), (StatusCode::OK, "envelope"));
		assert!(began.elapsed() < Duration::from_millis(5));
		let (status, _) = ask(&router, "POST", "/v1/releases", "{}").await;
		assert_eq!(status, StatusCode::FORBIDDEN);
		assert!(began.elapsed() >= Duration::from_millis(250));
	}

	#[tokio::test]
	async fn one_address_is_answered_so_often() {
		let router = custodian(20, true);
		for _ in 0..2 {
			assert_eq!(ask(&router, "GET", "/v1", "").await.0, StatusCode::OK);
		}
		let (status, told) = ask(&router, "GET", "/v1", "").await;
		assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
		assert!(told.contains("too-many"), "{told}");
	}

	#[tokio::test]
	async fn a_proxy_that_names_no_client_shuts_out_nobody() {
		let router = behind(Some(HeaderName::from_static("x-forwarded-for")), 20, true);
		for _ in 0..50 {
			let (status, _) = ask(&router, "PUT", "/v1/patients/1/envelopes/2", "envelope").await;
			assert_eq!(status, StatusCode::OK);
		}
	}

	#[tokio::test]
	async fn what_is_no_route_is_told_as_json() {
		let router = custodian(1_000, true);
		let (status, told) = ask(&router, "GET", "/v2", "").await;
		assert_eq!(status, StatusCode::NOT_FOUND);
		assert!(told.contains("\"malformed\""), "{told}");
		let (status, told) = ask(&router, "DELETE", "/v1/releases", "").await;
		assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
		assert!(told.contains("\"malformed\""), "{told}");
	}

	/// A request from this address whose body begins, and does not go on.
	fn begun(last: u8, method: &str, path: &str) -> Request {
		let request = Request::builder().method(method).uri(path);
		let mut request = request.body(Body::from_stream(pending::<Result<&str, Error>>()));
		let address = SocketAddr::from(([192, 0, 2, last], 7));
		request.as_mut().unwrap().extensions_mut().insert(ConnectInfo(address));
		request.unwrap()
	}

	#[tokio::test(start_paused = true)]
	async fn who_sends_much_and_slowly_shuts_out_nobody() {
		let router = custodian(100_000, true);
		let mut slow = JoinSet::new();
		for _ in 0..100 {
			slow.spawn(router.clone().oneshot(begun(1, "PUT", "/v1/patients/1/envelopes/2")));
		}
		tokio::time::sleep(Duration::from_secs(1)).await;
		let (status, _) = ask(&router, "POST", "/v1/releases", "{}").await;
		assert_eq!(status, StatusCode::FORBIDDEN, "a release waits for nobody's envelope");
		let envelope = "e".repeat(1 << 20);
		let (status, _) = ask(&router, "PUT", "/v1/patients/1/envelopes/2", &envelope).await;
		assert_eq!(status, StatusCode::OK, "another address has room");
	}

	#[tokio::test(start_paused = true)]
	async fn however_many_send_slowly_releases_go_on() {
		for (method, path) in
			[("POST", "/v1/releases"), ("PUT", "/v1/patients/1/envelopes/2"), ("PUT", STREAMED)]
		{
			for addresses in [4, 16, 64] {
				let router = custodian(1_000_000, true);
				let mut slow = JoinSet::new();
				for last in 0..addresses {
					for _ in 0..128 {
						slow.spawn(router.clone().oneshot(begun(last, method, path)));
					}
				}
				tokio::time::sleep(Duration::from_secs(1)).await;
				let (status, _) = ask(&router, "GET", "/v1", "").await;
				assert_eq!(status, StatusCode::OK, "{path} of {addresses}");
				let (status, _) = ask(&router, "POST", "/v1/releases", "{}").await;
				assert_eq!(status, StatusCode::FORBIDDEN, "{path} of {addresses}");
			}
		}
	}

	#[tokio::test(start_paused = true)]
	async fn whoever_holds_most_of_the_room_gives_way_and_may_ask_again() {
		let router = custodian(1_000, true);
		let mut slow = JoinSet::new();
		for last in [1, 1, 2, 2, 3, 3, 4, 5] {
			slow.spawn(router.clone().oneshot(begun(last, "PUT", BATCH)));
		}
		tokio::time::sleep(Duration::from_secs(1)).await;
		assert!(slow.try_join_next().is_none(), "they have room as long as nobody else needs it");
		let (status, _) = ask(&router, "PUT", BATCH, &"b".repeat(1 << 20)).await;
		assert_eq!(status, StatusCode::CREATED, "a sixth address has room");
		let gave_way = slow.join_next().await.unwrap().unwrap().unwrap();
		assert_eq!(gave_way.status(), StatusCode::SERVICE_UNAVAILABLE);
		assert!(gave_way.headers().contains_key("retry-after"));
		assert!(slow.try_join_next().is_none(), "no more of them than is needed");
	}

	#[tokio::test]
	async fn what_is_no_route_is_answered_so_often() {
		let router = custodian(20, true);
		for _ in 0..2 {
			assert_eq!(ask(&router, "GET", "/v2", "").await.0, StatusCode::NOT_FOUND);
		}
		for (method, path) in [("GET", "/v2"), ("DELETE", "/v1/releases")] {
			assert_eq!(ask(&router, method, path, "").await.0, StatusCode::TOO_MANY_REQUESTS);
		}
	}

	#[tokio::test(start_paused = true)]
	async fn who_takes_an_answer_a_little_at_a_time_is_let_go() {
		let router = custodian(1_000, true);
		let request = Request::builder().uri("/v1/long").body(Body::empty()).unwrap();
		let mut body = router.oneshot(request).await.unwrap().into_body();
		let began = Instant::now();
		while let Some(Ok(_)) = body.frame().await {
			tokio::time::sleep(Duration::from_secs(5)).await;
		}
		assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
	}

	#[tokio::test]
	async fn a_body_is_as_long_as_its_route_takes() {
		let router = custodian(1_000, true);
		let longest = Length::of_route("/v1/patients/{patient}/envelopes/{name}").bytes();
		let path = "/v1/patients/1/envelopes/2";
		let (status, _) = ask(&router, "PUT", path, &"e".repeat(longest)).await;
		assert_eq!(status, StatusCode::OK);
		let (status, _) = ask(&router, "PUT", path, &"e".repeat(longest + 1)).await;
		assert_eq!(status, StatusCode::BAD_REQUEST);
	}
}
