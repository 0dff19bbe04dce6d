//! The least that speaks HTTP.

use hyper::{client::conn::http1, Request};
use hyper_util::rt::TokioIo;
use std::{net::SocketAddr, time::Duration};
use tokio::net::TcpStream;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
	pub status: u16,
	/// In their order, without the date.
	pub headers: Vec<(String, String)>,
	pub body: String,
	pub took: Duration,
}

impl Answer {
	pub fn error(&self) -> String {
		let told: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
		told["error"].as_str().unwrap_or_default().to_owned()
	}
}

pub type Failed = Box<dyn std::error::Error + Send + Sync>;

/// On a connection of its own.
pub async fn send(
	to: SocketAddr,
	method: &str,
	path: &str,
	headers: &[(&str, &str)],
	body: &str,
) -> Result<Answer, Failed> {
	let stream = TcpStream::connect(to).await?;
	stream.set_nodelay(true)?;
	let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
	let connection = tokio::spawn(connection);
	let answer = over(&mut sender, to, method, path, headers, body).await;
	connection.abort();
	answer
}

/// On one that is there.
pub async fn over(
	sender: &mut http1::SendRequest<String>,
	to: SocketAddr,
	method: &str,
	path: &str,
	headers: &[(&str, &str)],
	body: &str,
) -> Result<Answer, Failed> {
	let mut request = Request::builder().method(method).uri(path).header("host", to.to_string());
	for (name, value) in headers {
		request = request.header(*name, *value);
	}
	let began = std::time::Instant::now();
	let response = sender.send_request(request.body(body.to_owned())?).await?;
	let took = began.elapsed();
	let status = response.status().as_u16();
	let headers = response.headers().iter().filter(|(name, _)| *name != "date");
	let headers = headers
		.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
		.collect();
	let body = axum::body::to_bytes(axum::body::Body::new(response.into_body()), 1 << 26).await?;
	Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned(), took })
}
