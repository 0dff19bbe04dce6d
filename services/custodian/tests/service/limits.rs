//! Clients that ask for too much.

use crate::{
	client::{over, send},
	program::{configured, Program},
	unconnected,
};
use futures::{stream, StreamExt};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use salus_dev_chain::{Node, PATIENCE};
use std::time::{Duration, Instant};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpSocket, TcpStream},
};

pub async fn what_is_too_long_is_refused_unread(node: &Node) {
	let program = Program::start(&["--dev", "--node", &node.url]).await;
	program.until_ready().await;
	let id = "07".repeat(32);
	for (method, path, longest) in [
		("POST", "/v1/releases".to_owned(), 1_u64 << 14),
		("POST", "/v1/sessions".to_owned(), 1 << 14),
		("POST", "/v1/requests".to_owned(), 1 << 24),
		("PUT", format!("/v1/patients/{id}/records/{id}"), 1 << 26),
		("PUT", format!("/v1/patients/{id}/envelopes/{id}"), 1 << 22),
		("PUT", format!("/v1/patients/{id}/emergency-rings/{id}"), 1 << 24),
		("PUT", format!("/v1/patients/{id}/batches/3"), 1 << 24),
	] {
		// The length alone is told, and no byte comes: it is answered all the same.
		let mut stream = TcpStream::connect(program.http).await.unwrap();
		let length = longest + 1;
		let head = format!(
			"{method} {path} HTTP/1.1\r\nhost: custodian\r\ncontent-length: {length}\r\n\r\n"
		);
		stream.write_all(head.as_bytes()).await.unwrap();
		let mut answer = [0; 12];
		let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut answer)).await;
		read.expect("it waits for the body").unwrap();
		assert_eq!(&answer, b"HTTP/1.1 400", "{path}");
	}
	// And a body whose length nobody told.
	let mut stream = TcpStream::connect(program.http).await.unwrap();
	let head =
		"POST /v1/releases HTTP/1.1\r\nhost: custodian\r\ntransfer-encoding: chunked\r\n\r\n";
	stream.write_all(head.as_bytes()).await.unwrap();
	let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
	for _ in 0..64 {
		// It may have closed by then.
		if stream.write_all(chunk.as_bytes()).await.is_err() {
			break;
		}
	}
	let mut answer = [0; 12];
	let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut answer)).await;
	read.expect("it waits for more").unwrap();
	assert_eq!(&answer, b"HTTP/1.1 400");
	assert_eq!(program.get("/v1").await.status, 200);
}

pub async fn slow_clients_are_let_go(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let data = folder.path().to_str().unwrap();
	drop(Program::start(&["--dev", "--node", &node.url, "--data", data]).await);
	let further = "[http]\nlisten = \"127.0.0.1:0\"\nhead_timeout_seconds = 1\nbody_timeout_seconds = 2\nin_flight = 32\n[operations]\nlisten = \"127.0.0.1:0\"\n";
	let config = configured(folder.path(), further);
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	program.until_ready().await;

	// Some send no more than the beginning of a head, some a head and a part of a body, a byte now and then.
	let mut slow = Vec::new();
	for begun in [
		"",
		"POST /v1/rel",
		"POST /v1/releases HTTP/1.1\r\nhost: custodian\r\n",
		"POST /v1/releases HTTP/1.1\r\nhost: custodian\r\ncontent-length: 900\r\n\r\n{",
	] {
		for _ in 0..8 {
			let mut stream = TcpStream::connect(program.http).await.unwrap();
			stream.write_all(begun.as_bytes()).await.unwrap();
			slow.push(stream);
		}
	}
	// Meanwhile others are answered, at the latest when those that hold a place in flight are let go.
	let answered = async || {
		// On a busy machine the client may be a slow one, too.
		send(program.http, "GET", "/v1", &[], "").await.is_ok_and(|answer| answer.status == 200)
	};
	program.until("slow clients shut out the others", answered).await;
	for mut stream in slow {
		let mut rest = Vec::new();
		let ended = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut rest)).await;
		// Answered or not, the connection is over. An end by reset is one.
		let _ = ended.expect("a slow client keeps its connection");
	}
	program.until_ready().await;
}

pub async fn a_thousand_connections_are_served(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let data = folder.path().to_str().unwrap();
	drop(Program::start(&["--dev", "--node", &node.url, "--data", data]).await);
	// So that none is let go while the others come, on a busy machine.
	let further = "[http]\nlisten = \"127.0.0.1:0\"\nhead_timeout_seconds = 60\n[operations]\nlisten = \"127.0.0.1:0\"\n[limits]\nrequests_per_minute_and_address = 100000\n";
	let config = configured(folder.path(), further);
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	program.until_ready().await;
	let began = Instant::now();
	let connected = stream::iter(0..1_000).map(|_| async {
		let stream = TcpStream::connect(program.http).await.unwrap();
		let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
		tokio::spawn(connection);
		let answer = over(&mut sender, program.http, "GET", "/v1", &[], "").await.unwrap();
		assert_eq!(answer.status, 200);
		sender
	});
	let senders: Vec<_> = connected.buffer_unordered(64).collect().await;
	if began.elapsed() < Duration::from_secs(50) {
		let alive = senders.iter().filter(|sender| !sender.is_closed()).count();
		assert_eq!(alive, 1_000, "those that wait stay");
	}
	// And do not shut out others.
	assert_eq!(program.get("/v1").await.status, 200);
	assert_eq!(program.post("/v1/releases", "{}").await.status, 400);
	assert!(program.reasons().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn before_its_node_answers_a_long_body_learns_why_it_is_refused() {
	const LONG: usize = 1 << 25;
	let folder = tempfile::tempdir().unwrap();
	let config = unconnected::configured(folder.path(), "[http]\nlisten = \"127.0.0.1:0\"\n").await;
	let program = Program::start(&["--config", &config]).await;
	let id = "07".repeat(32);
	let mut stream = TcpStream::connect(program.http).await.unwrap();
	let head = format!(
		"PUT /v1/patients/{id}/records/{id} HTTP/1.1\r\nhost: a\r\ncontent-length: {LONG}\r\n\r\n"
	);
	stream.write_all(head.as_bytes()).await.unwrap();
	stream.write_all(&vec![0; LONG]).await.expect("it is closed while the client is sending");
	let mut answer = [0; 12];
	let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut answer)).await;
	read.expect("it is not answered").unwrap();
	assert_eq!(&answer, b"HTTP/1.1 503");
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_connections_of_one_address_take_no_files_from_others() {
	let folder = tempfile::tempdir().unwrap();
	let config = unconnected::configured(folder.path(), "[http]\nlisten = \"127.0.0.1:0\"\n").await;
	// Fewer than a shell has, since the connections take as many of this process, too.
	let program = Program::start_with_files(128, &["--config", &config]).await;
	let mut idle = Vec::new();
	for _ in 0..160 {
		let socket = TcpSocket::new_v4().unwrap();
		socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
		idle.push(socket.connect(program.http).await.unwrap());
	}
	let answer = tokio::time::timeout(Duration::from_secs(5), program.get("/v1")).await;
	assert_eq!(answer.expect("others are shut out").status, 200);
}
