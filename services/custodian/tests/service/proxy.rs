//! What stands between a custodian and its node, to take the node away and give it back.

use std::sync::Arc;
use tokio::{
	io::copy_bidirectional,
	net::{TcpListener, TcpStream},
	sync::watch,
};

pub struct Proxy {
	port: u16,
	is_open: Arc<watch::Sender<bool>>,
}

impl Proxy {
	/// Takes connections on a port of its own, and passes everything on.
	pub async fn to(node: u16) -> Self {
		let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
		let port = listener.local_addr().unwrap().port();
		let (is_open, told) = watch::channel(true);
		tokio::spawn(async move {
			while let Ok((mut client, _)) = listener.accept().await {
				let mut told = told.clone();
				tokio::spawn(async move {
					if !*told.borrow() {
						return;
					}
					let mut node = TcpStream::connect(("127.0.0.1", node)).await.unwrap();
					tokio::select! {
						_ = copy_bidirectional(&mut client, &mut node) => {},
						_ = told.wait_for(|is_open| !is_open) => {},
					}
				});
			}
		});
		Self { port, is_open: Arc::new(is_open) }
	}

	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.port)
	}

	/// Ends all connections, and takes no more until it is opened again.
	pub fn close(&self) {
		self.is_open.send_replace(false);
	}

	pub fn open(&self) {
		self.is_open.send_replace(true);
	}
}
