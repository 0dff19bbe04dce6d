//! How many connections there are at once.

use crate::{
	config::Http,
	limits::network,
	portions::{Portion, Portions},
};
use axum::{middleware::AddExtension, Extension};
use axum_server::accept::Accept;
use std::{
	future::{ready, Ready},
	io,
	net::IpAddr,
	sync::Arc,
};
use tokio::net::TcpStream;
use tower::Layer;

/// So many for each request that is answered at once: most of them wait. Each takes some kilobytes, and a place among those that the system gives a process.
const OF_A_REQUEST: usize = 32;
/// What share of the process's files they may be.
const OF_FILES: usize = 2;
/// What share of them one address may have.
const SHARE: usize = 4;

/// Takes connections as long as there is room for them. Whoever comes then, is let go at once.
#[derive(Clone)]
pub(super) struct Connections(Portions<IpAddr>);

impl Connections {
	/// No more than half of the files that the process may have: the others are the store's.
	pub(super) fn new(config: &Http, files: usize) -> Self {
		let in_flight = usize::try_from(config.in_flight).unwrap_or(usize::MAX);
		let most = in_flight.saturating_mul(OF_A_REQUEST).min(files.div_ceil(OF_FILES));
		// Behind a proxy all of them are its own.
		let is_behind_proxy = config.client_address.is_some();
		Self(if is_behind_proxy {
			Portions::undivided(most)
		} else {
			Portions::new(most, most.div_ceil(SHARE))
		})
	}
}

impl<S> Accept<TcpStream, S> for Connections {
	type Stream = TcpStream;
	/// It has the place of its connection.
	type Service = AddExtension<S, Arc<Portion<IpAddr>>>;
	type Future = Ready<io::Result<(Self::Stream, Self::Service)>>;

	fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
		ready(stream.peer_addr().and_then(|address| {
			let portion = self.0.take(network(address.ip()), 1);
			let portion = portion.map_err(|_| io::Error::from(io::ErrorKind::ConnectionRefused))?;
			Ok((stream, Extension(Arc::new(portion)).layer(service)))
		}))
	}
}
