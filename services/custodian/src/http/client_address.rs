//! Whose request it is, by its address.

use axum::{
	extract::{ConnectInfo, Request},
	http::HeaderName,
};
use std::net::{IpAddr, SocketAddr};

/// Where the client's address is found: it is that of the connection, unless a proxy of the same operator tells it in a header.
#[derive(Clone, Debug)]
pub struct ClientAddress {
	header: Option<HeaderName>,
}

impl ClientAddress {
	/// In this header, if a proxy stands before the service.
	pub fn new(header: Option<HeaderName>) -> Self {
		Self { header }
	}

	/// Whether a proxy tells it.
	pub fn is_told_by_proxy(&self) -> bool {
		self.header.is_some()
	}

	/// The client's address. In the header it is the last one: those before it came with the request, and may be anything. Nothing where the proxy does not tell it.
	pub fn of(&self, request: &Request) -> Option<IpAddr> {
		let Some(name) = &self.header else {
			let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
			return peer.map(|ConnectInfo(address)| address.ip());
		};
		let value = request.headers().get_all(name).iter().next_back()?.to_str().ok()?;
		address_in(value.rsplit(',').next()?.trim())
	}
}

/// Some proxies tell the port, too, or write an IPv6 address as in a URL.
fn address_in(text: &str) -> Option<IpAddr> {
	let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
	bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use axum::body::Body;

	fn of(header: Option<&'static str>, values: &[&str]) -> Option<String> {
		let mut request = Request::builder();
		for value in values {
			request = request.header("x-forwarded-for", *value);
		}
		let mut request = request.body(Body::empty()).unwrap();
		request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 7))));
		let address = ClientAddress::new(header.map(HeaderName::from_static)).of(&request);
		address.map(|address| address.to_string())
	}

	#[test]
	fn without_a_proxy_nobody_names_an_address() {
		assert_eq!(of(None, &["192.0.2.1"]).unwrap(), "127.0.0.1");
	}

	#[test]
	fn of_a_proxy_the_last_one_counts() {
		let behind = Some("x-forwarded-for");
		assert_eq!(of(behind, &["198.51.100.7, 192.0.2.1"]).unwrap(), "192.0.2.1");
		assert_eq!(of(behind, &["198.51.100.7", "2001:db8::1"]).unwrap(), "2001:db8::1");
		for (told, address) in [
			("192.0.2.1:443", "192.0.2.1"),
			("[2001:db8::1]:443", "2001:db8::1"),
			("[2001:db8::1]", "2001:db8::1"),
		] {
			assert_eq!(of(behind, &[told]).unwrap(), address);
		}
	}

	#[test]
	fn a_proxy_that_names_none_is_not_the_client() {
		for values in [&[][..], &["192.0.2.1, unknown"], &["192.0.2.1,"]] {
			assert_eq!(of(Some("x-forwarded-for"), values), None);
		}
	}
}
