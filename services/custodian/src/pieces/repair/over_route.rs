//! Having the service that is at work repair, by a route for whoever runs it: it is asked on the machine itself, and answers line by line. Whoever goes
//! away ends it.

use super::{Arguments, Mender, Summary};
use crate::kept::Owner;
use axum::{
	body::{Body, Bytes},
	extract::{ConnectInfo, DefaultBodyLimit, Request, State},
	http::{
		header::{HOST, ORIGIN},
		uri::Authority,
		HeaderMap, StatusCode,
	},
	response::{IntoResponse, Response},
	routing::post,
	Json, Router,
};
use futures::stream;
use reqwest::Client;
use serde::{Deserialize, Serialize};
use std::{
	convert::Infallible,
	net::{IpAddr, SocketAddr},
	sync::Arc,
};
use tokio::sync::{mpsc, watch};

const PATH: &str = "/repairs";
/// Some thousand anchors.
const LONGEST_BODY: usize = 1 << 16;
/// No line is longer.
const LONGEST_LINE: usize = 1 << 16;

/// What is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
	/// Of whose store: another's service may be at the configured address.
	whose: Owner,
	/// What is to be repaired.
	what: Arguments,
}

/// A line of the answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Told {
	/// How far it is.
	Line(String),
	/// It came to its end.
	Done(Summary),
	/// It came to none.
	BrokenOff(String),
}

/// Why the service was not asked, or did not come to an end.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
	/// It does not answer where whoever runs it asks it.
	#[error("a service is at work on this store, and does not answer at http://{0}: run the command on its machine, or stop it")]
	NoAnswer(SocketAddr),
	/// The address is that of another's service.
	#[error("a service is at work on this store, and the one at http://{0} is another custodian's, or of another chain: put operations.listen right")]
	Others(SocketAddr),
	/// It answers with something else.
	#[error("the service at work did not take it: {0}")]
	Refused(StatusCode),
	/// It ended, or broke off.
	#[error("{0}")]
	BrokenOff(String),
}

/// What `POST /repairs` needs.
#[derive(Clone)]
pub struct Route {
	/// Whose store it is.
	pub whose: Owner,
	/// Repairs it.
	pub mender: Arc<Mender>,
	/// Where whoever runs the service asks it.
	pub listen: IpAddr,
	/// Turns true when the service ends.
	pub until: watch::Receiver<bool>,
}

impl Route {
	/// For the listener of whoever runs the service.
	pub fn router(self) -> Router {
		let limit = DefaultBodyLimit::max(LONGEST_BODY);
		Router::new().route(PATH, post(repair)).layer(limit).with_state(self)
	}
}

async fn repair(
	State(Route { whose, mender, listen, mut until }): State<Route>,
	request: Request,
) -> Response {
	// Figures may be read from elsewhere; this is for whoever is on the machine, and for no page in a browser there.
	let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
	let from = from.map(|from| from.0.ip().to_canonical());
	let is_from_here = from.is_some_and(|from| from.is_loopback() || from == listen);
	if !is_from_here || is_of_a_page(request.headers()) {
		return StatusCode::FORBIDDEN.into_response();
	}
	let asked: Asked = match axum::RequestExt::extract(request).await {
		Ok(Json(asked)) => asked,
		Err(rejection) => {
			let rejection: axum::extract::rejection::JsonRejection = rejection;
			return rejection.into_response();
		},
	};
	if asked.whose != whose {
		return StatusCode::CONFLICT.into_response();
	}
	let arguments = asked.what;
	if !arguments.is_sound() {
		return StatusCode::UNPROCESSABLE_ENTITY.into_response();
	}
	let (tell, told) = mpsc::unbounded_channel();
	tokio::spawn(async move {
		let line = |line: &str| {
			// Whoever hears it no longer ends it below.
			let _ = tell.send(Told::Line(line.to_owned()));
		};
		let done = tokio::select! {
			done = mender.repair(&arguments, &line) => match done {
				Ok(summary) => Told::Done(summary),
				Err(error) => Told::BrokenOff(error.to_string()),
			},
			_ = until.wait_for(|ends| *ends) => Told::BrokenOff("the service was told to stop".to_owned()),
			() = tell.closed() => return,
		};
		let _ = tell.send(done);
	});
	let lines = stream::unfold(told, |mut told| async move {
		let told_now = told.recv().await?;
		let mut line = serde_json::to_vec(&told_now).ok()?;
		line.push(b'\n');
		Some((Ok::<_, Infallible>(Bytes::from(line)), told))
	});
	Body::from_stream(lines).into_response()
}

/// Whether a browser may have sent it: it tells of which page it is, or asks for a name, which a page's owner may have lead here.
fn is_of_a_page(headers: &HeaderMap) -> bool {
	let host = headers.get(HOST).and_then(|host| Authority::try_from(host.as_bytes()).ok());
	let is_here = host.is_some_and(|host| {
		let host = host.host().trim_start_matches('[').trim_end_matches(']');
		host == "localhost" || host.parse::<IpAddr>().is_ok()
	});
	!is_here || headers.contains_key(ORIGIN)
}

/// Asks the service at work on this store, and tells line by line what it says.
pub async fn ask(
	at: SocketAddr,
	whose: Owner,
	what: &Arguments,
	tell: &(dyn Fn(&str) + Send + Sync),
) -> Result<Summary, NotAsked> {
	let no_answer = |_| NotAsked::NoAnswer(at);
	let client = Client::builder().no_proxy().build().map_err(no_answer)?;
	let asked = Asked { whose, what: what.clone() };
	let text =
		serde_json::to_string(&asked).map_err(|error| NotAsked::BrokenOff(error.to_string()))?;
	let asked = client.post(format!("http://{at}{PATH}"));
	let asked = asked.header("content-type", "application/json").body(text).send().await;
	let mut answer = asked.map_err(no_answer)?;
	match answer.status() {
		status if status.is_success() => {},
		StatusCode::CONFLICT => return Err(NotAsked::Others(at)),
		status => return Err(NotAsked::Refused(status)),
	}
	let broke_off = || NotAsked::BrokenOff("the service at work broke off".to_owned());
	let mut waiting = Vec::new();
	while let Some(part) = answer.chunk().await.map_err(|_| broke_off())? {
		waiting.extend_from_slice(&part);
		while let Some(end) = waiting.iter().position(|byte| *byte == b'\n') {
			let line: Vec<u8> = waiting.drain(..=end).collect();
			match serde_json::from_slice(&line).map_err(|_| broke_off())? {
				Told::Line(line) => tell(&line),
				Told::Done(summary) => return Ok(summary),
				Told::BrokenOff(why) => return Err(NotAsked::BrokenOff(why)),
			}
		}
		if waiting.len() > LONGEST_LINE {
			return Err(broke_off());
		}
	}
	Err(broke_off())
}
