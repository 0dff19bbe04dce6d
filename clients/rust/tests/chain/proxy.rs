//! What stands between a client and its node, to cut the connection.

use std::sync::Arc;
use tokio::{
	io::copy_bidirectional,
	net::{TcpListener, TcpStream},
	sync::Notify,
};

pub struct Proxy {
	port: u16,
	cut: Arc<Notify>,
}

impl Proxy {
	/// Takes connections on a port of its own, and passes everything on.
	pub async fn to(node: u16) -> Self {
		let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
		let port = listener.local_addr().unwrap().port();
		let cut = Arc::new(Notify::new());
		let cuts = cut.clone();
		tokio::spawn(async move {
			while let Ok((mut client, _)) = listener.accept().await {
				let cuts = cuts.clone();
				tokio::spawn(async move {
					let mut node = TcpStream::connect(("127.0.0.1", node)).await.unwrap();
					tokio::select! {
						_ = copy_bidirectional(&mut client, &mut node) => {},
						() = cuts.notified() => {},
					}
				});
			}
		});
		Self { port, cut }
	}

	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.port)
	}

	/// Ends all connections that there are. New ones are taken.
	pub fn cut(&self) {
		self.cut.notify_waiters();
	}
}
