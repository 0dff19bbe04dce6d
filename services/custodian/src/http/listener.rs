//! Addresses on which requests are taken, with TLS or without.

use super::{connections::Connections, expiry, files};
use crate::config::{own_file, Http, SecretFile, SecretFileError, Tls};
use axum::Router;
use axum_server::{
	tls_rustls::{RustlsAcceptor, RustlsConfig},
	Handle, Server,
};
use socket2::SockRef;
use std::{
	io::{self, Read as _},
	net::{SocketAddr, TcpListener},
	path::PathBuf,
	pin::pin,
	time::Duration,
};
use tokio::{
	net::TcpSocket,
	sync::watch,
	task::spawn_blocking,
	time::{error::Elapsed, timeout},
};

/// How many connections may wait until they are taken.
const WAITING: u32 = 4_096;
/// How many requests one connection may have open at once.
const STREAMS: u32 = 64;
/// The longest head of a request: that of a signed one with its header of some kilobytes, and room.
const LONGEST_HEAD: usize = 1 << 16;
/// So many bytes wait in the system until they are sent.
const UNSENT: u32 = 1 << 17;
/// After how long somebody who holds a connection open is asked whether it is there still.
const ALIVE_EVERY: Duration = Duration::from_secs(30);

/// How often a certificate is read again though nobody told: one that lies in a container is renewed in its place.
const READ_EVERY: Duration = Duration::from_secs(3_600);

/// How long reading it may take until somebody is told: its disk may be one over a network, which does not answer.
const READ_WITHIN: Duration = Duration::from_secs(10);
/// No chain of certificates is longer.
const LONGEST_CERTIFICATE: u64 = 1 << 20;

/// How long who runs the service may take to ask, and has when it ends.
const OPERATIONS_HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const OPERATIONS_STOP_WITHIN: Duration = Duration::from_secs(1);

/// Why nothing is listened on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListenError {
	/// The address is taken, or none of this machine.
	#[error("it cannot listen on {0}: {1}")]
	Address(SocketAddr, #[source] io::Error),
	/// The certificate cannot be read.
	#[error("http.certificate: {path}: {1}", path = .0.display())]
	Certificate(PathBuf, #[source] io::Error),
	/// Its key cannot be read, or others may read it.
	#[error("http.key: {0}")]
	Key(#[from] SecretFileError),
	/// They do not go together, or one of them is none.
	#[error("http.certificate and http.key cannot be used: {0}")]
	Pair(#[source] io::Error),
}

/// An address that is taken.
#[derive(Debug)]
pub struct Bound {
	listener: TcpListener,
	/// Which, with the port that was found where none was named.
	pub address: SocketAddr,
}

/// Takes an address.
pub fn bind(address: SocketAddr) -> Result<Bound, ListenError> {
	let failed = |error| ListenError::Address(address, error);
	let listener = taken(address).map_err(failed)?;
	let address = listener.local_addr().map_err(failed)?;
	Ok(Bound { listener, address })
}

fn taken(address: SocketAddr) -> io::Result<TcpListener> {
	let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
	// Otherwise a service that was killed leaves the address taken for minutes.
	socket.set_reuseaddr(true)?;
	// Each connection has it of the one that listens. Otherwise the system takes megabytes ahead for a reader, and lets go on only when a third of them is gone: who reads
	// slowly, though not too slowly, would seem to have stopped.
	SockRef::from(&socket).set_tcp_notsent_lowat(UNSENT)?;
	socket.bind(address)?;
	socket.listen(WAITING)?.into_std()
}

/// Answers until `until` turns true; then those that have begun are given the time that the configuration names.
pub async fn serve(
	bound: Bound,
	router: Router,
	config: &Http,
	until: watch::Receiver<bool>,
) -> Result<(), ListenError> {
	let failed = |error| ListenError::Address(bound.address, error);
	let handle = Handle::new();
	let stopping = tokio::spawn(stop(handle.clone(), config.stop_within, until));
	let service = router.into_make_service_with_connect_info::<SocketAddr>();
	let connections = Connections::new(config, files::raise_limit());
	let served = match &config.tls {
		Some(tls) => {
			let certificate = read(tls).await?;
			let reloading = tokio::spawn(reload(certificate.clone(), tls.clone()));
			let acceptor = RustlsAcceptor::new(certificate).acceptor(connections);
			let server = axum_server::from_tcp(bound.listener).map_err(failed)?.acceptor(acceptor);
			let served = bounded(server, config).handle(handle).serve(service).await;
			reloading.abort();
			served
		},
		None => {
			let server =
				axum_server::from_tcp(bound.listener).map_err(failed)?.acceptor(connections);
			bounded(server, config).handle(handle).serve(service).await
		},
	};
	stopping.abort();
	served.map_err(failed)
}

/// Somebody who sends slowly, or nothing, holds no connection.
fn bounded<A>(mut server: Server<SocketAddr, A>, config: &Http) -> Server<SocketAddr, A> {
	let builder = server.http_builder();
	builder
		.http1()
		.header_read_timeout(config.head_timeout)
		.max_buf_size(LONGEST_HEAD)
		// Whoever says that it sends nothing more waits for its answer.
		.half_close(true);
	let longest_head = u32::try_from(LONGEST_HEAD).unwrap_or(u32::MAX);
	builder
		.http2()
		.max_concurrent_streams(STREAMS)
		.max_header_list_size(longest_head)
		.keep_alive_interval(ALIVE_EVERY)
		.keep_alive_timeout(config.head_timeout);
	server.first_request_timeout(config.head_timeout)
}

async fn stop(handle: Handle<SocketAddr>, within: Duration, mut until: watch::Receiver<bool>) {
	// An error says that who tells it is gone: then it is over as well.
	let _ = until.wait_for(|is_over| *is_over).await;
	handle.graceful_shutdown(Some(within));
}

async fn read(tls: &Tls) -> Result<RustlsConfig, ListenError> {
	let read = timeout(READ_WITHIN, read_apart(tls)).await;
	let late = |late: Elapsed| ListenError::Certificate(tls.certificate.clone(), late.into());
	let (certificate, key, expires) = read.map_err(late)??;
	let config = RustlsConfig::from_pem(certificate, key).await.map_err(ListenError::Pair)?;
	expiry::tell(expires);
	Ok(config)
}

/// Whether the certificate, where there is one, can be used with its key.
pub async fn ensure_certificate(config: &Http) -> Result<(), ListenError> {
	match &config.tls {
		Some(tls) => read(tls).await.map(drop),
		None => Ok(()),
	}
}

async fn read_again(config: &RustlsConfig, tls: &Tls) -> Result<(), ListenError> {
	let (certificate, key, expires) = read_apart(tls).await?;
	config.reload_from_pem(certificate, key).await.map_err(ListenError::Pair)?;
	expiry::tell(expires);
	Ok(())
}

/// The certificate, its key, and when it expires.
type Read = (Vec<u8>, Vec<u8>, Duration);

/// Where it holds up nobody else, for as long as it takes.
async fn read_apart(tls: &Tls) -> Result<Read, ListenError> {
	let files = tls.clone();
	let read = spawn_blocking(move || read_files(&files)).await;
	read.map_err(|ended| ListenError::Certificate(tls.certificate.clone(), ended.into()))?
}

fn read_files(tls: &Tls) -> Result<Read, ListenError> {
	let mut certificate = Vec::new();
	own_file::open(&tls.certificate, LONGEST_CERTIFICATE)
		.and_then(|file| file.take(LONGEST_CERTIFICATE).read_to_end(&mut certificate))
		.map_err(|error| ListenError::Certificate(tls.certificate.clone(), error))?;
	let key = SecretFile::read(&tls.key)?;
	let expires = expiry::of(&certificate).map_err(ListenError::Pair)?;
	Ok((certificate, key.text().as_bytes().to_owned(), expires))
}

/// Reads the certificate again whenever it is told to by SIGHUP, and every now and then, where whoever renews it does not tell; one that cannot be used changes nothing.
#[cfg(unix)]
async fn reload(config: RustlsConfig, tls: Tls) {
	use tokio::signal::unix::{signal, SignalKind};
	let Ok(mut told) = signal(SignalKind::hangup()) else { return };
	loop {
		let is_told = timeout(READ_EVERY, told.recv()).await.is_ok();
		let mut reading = pin!(read_again(&config, &tls));
		let read = match timeout(READ_WITHIN, reading.as_mut()).await {
			Ok(read) => read,
			Err(_) => {
				tracing::error!(kind = "certificate", "the certificate is still being read");
				reading.await
			},
		};
		match read {
			Ok(()) if is_told => tracing::info!("the certificate was read again"),
			Ok(()) => {},
			Err(error) => {
				tracing::error!(kind = "certificate", %error, "the certificate was not read again");
			},
		}
	}
}

#[cfg(not(unix))]
async fn reload(_: RustlsConfig, _: Tls) {}

/// Answers those who run the service, without TLS, until `until` turns true.
pub async fn serve_operations(
	bound: Bound,
	router: Router,
	until: watch::Receiver<bool>,
) -> Result<(), ListenError> {
	let failed = |error| ListenError::Address(bound.address, error);
	let handle = Handle::new();
	let stopping = tokio::spawn(stop(handle.clone(), OPERATIONS_STOP_WITHIN, until));
	let mut server = axum_server::from_tcp(bound.listener).map_err(failed)?.handle(handle);
	server.http_builder().http1().header_read_timeout(OPERATIONS_HEAD_TIMEOUT);
	let served = server
		.first_request_timeout(OPERATIONS_HEAD_TIMEOUT)
		.serve(router.into_make_service_with_connect_info::<SocketAddr>())
		.await;
	stopping.abort();
	served.map_err(failed)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		clock::Clock,
		config::Config,
		http::{about, around},
		limits::PerMinute,
		operations::Watch,
	};
	use tokio::{
		io::{AsyncReadExt, AsyncWriteExt},
		net::TcpStream,
		time::{advance, pause, resume, timeout},
	};

	const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
	/// SETTINGS_INITIAL_WINDOW_SIZE is 0: nothing of a body may be sent.
	const NO_WINDOW: [u8; 15] = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0];
	/// HEADERS of stream 1, which ends with them: GET http://a/v1
	const ASK: [u8; 20] =
		[0, 0, 11, 1, 5, 0, 0, 0, 1, 0x82, 0x86, 0x04, 3, b'/', b'v', b'1', 0x01, 2, b'a', b'b'];
	const HEADERS: u8 = 1;

	/// Where a custodian answers that nothing is known of, as long as the other one is held.
	fn served(in_flight: u32) -> (SocketAddr, watch::Sender<bool>) {
		let sample = Config::parse(include_str!("../../custodian.sample.toml")).unwrap();
		let config = Http { in_flight, ..sample.http };
		let bound = bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
		let address = bound.address;
		let (end, until) = watch::channel(false);
		let clock = Clock::new(|| 0);
		let watch = Watch::new(clock.clone());
		watch.at_work();
		let router = around(about([7; 32], 4, clock), watch, PerMinute::new(1_000), &config);
		tokio::spawn(async move { serve(bound, router, &config, until).await });
		(address, end)
	}

	async fn next_frame(stream: &mut TcpStream) -> u8 {
		let mut head = [0; 9];
		stream.read_exact(&mut head).await.unwrap();
		let [a, b, c, kind, ..] = head;
		let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]).try_into().unwrap()];
		stream.read_exact(&mut payload).await.unwrap();
		kind
	}

	#[tokio::test]
	async fn who_takes_nothing_of_an_answer_holds_no_connection() {
		let (address, _end) = served(512);
		let mut stream = TcpStream::connect(address).await.unwrap();
		stream.write_all(&[PREFACE, &NO_WINDOW, &ASK].concat()).await.unwrap();
		while next_frame(&mut stream).await != HEADERS {}
		// It does not answer whether it is there still, either: that would end the connection ten seconds later.
		pause();
		advance(Duration::from_secs(61)).await;
		resume();
		let mut rest = Vec::new();
		let ended = timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await;
		// An end by reset is one.
		let _ = ended.expect("it is held as long as the client likes");
	}

	#[tokio::test]
	async fn who_says_that_it_sends_nothing_more_gets_its_answer() {
		let bound = bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
		let address = bound.address;
		let (_end, until) = watch::channel(false);
		let http = Config::parse(include_str!("../../custodian.sample.toml")).unwrap().http;
		let (begun, is_begun) = tokio::sync::oneshot::channel();
		let (answer, answered) = tokio::sync::oneshot::channel();
		let shared = std::sync::Mutex::new(Some((begun, answered)));
		let shared = std::sync::Arc::new(shared);
		let router = Router::new().fallback(move || {
			let (begun, answered) = shared.lock().unwrap().take().unwrap();
			async move {
				begun.send(()).unwrap();
				answered.await.unwrap()
			}
		});
		tokio::spawn(async move { serve(bound, router, &http, until).await });
		let mut stream = TcpStream::connect(address).await.unwrap();
		stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
		stream.shutdown().await.unwrap();
		is_begun.await.unwrap();
		// What it takes until the end is seen is not known.
		tokio::time::sleep(Duration::from_millis(50)).await;
		answer.send("late").expect("nobody is answered any more");
		let mut rest = String::new();
		let read = timeout(Duration::from_secs(5), stream.read_to_string(&mut rest)).await;
		read.expect("the connection does not end").unwrap();
		assert!(rest.starts_with("HTTP/1.1 200") && rest.ends_with("late"), "{rest}");
	}

	#[tokio::test]
	async fn one_address_does_not_open_connections_without_an_end() {
		let (address, _end) = served(1);
		let mut held = Vec::new();
		for _ in 0..8 {
			held.push(TcpStream::connect(address).await.unwrap());
		}
		let patience = Duration::from_secs(5);
		let mut one_more = TcpStream::connect(address).await.unwrap();
		let ended = timeout(patience, one_more.read_to_end(&mut Vec::new())).await;
		let _ = ended.expect("one more is held");
		held.pop();
		// It is not known at once that one is gone.
		let served = async {
			loop {
				let mut stream = TcpStream::connect(address).await.unwrap();
				let asked = b"GET /v1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
				let mut answer = Vec::new();
				if stream.write_all(asked).await.is_ok() {
					let _ = stream.read_to_end(&mut answer).await;
				}
				if answer.starts_with(b"HTTP/1.1 200") {
					return;
				}
			}
		};
		timeout(patience, served).await.expect("it is never served again");
	}
}
