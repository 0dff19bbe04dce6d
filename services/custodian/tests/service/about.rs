//! Starting on a development chain.

use crate::{client, program::Program};
use salus_client::chain::Chain;
use salus_dev_chain::Node;

pub async fn it_starts_with_nothing_but_a_node(node: &Node) {
	let program = Program::start(&["--dev", "--node", &node.url]).await;
	program.until_ready().await;
	let told = program.get("/v1").await;
	assert_eq!(told.status, 200);
	let told: serde_json::Value = serde_json::from_str(&told.body).unwrap();
	let chain = Chain::connect(&node.url).await.unwrap();
	assert_eq!(told["genesis"], hex::encode(chain.genesis()));
	assert_eq!(told["custodian"], program.organization);
	let heads = chain.heads().await.unwrap();
	assert!(told["time"].as_u64().unwrap().abs_diff(heads.best.time) < 60_000);
	let row = chain.at_best().await.unwrap().organization(program.organization).await.unwrap();
	assert!(row.unwrap().key.is_some());

	let health = client::send(program.operations, "GET", "/healthz", &[], "").await.unwrap();
	assert_eq!(health.status, 200);
	for path in ["/", "/v2", "/v1/patients", "/healthz", "/metrics"] {
		assert_eq!(program.get(path).await.status, 404, "{path}");
	}
	assert_eq!(program.get("/v1/releases").await.status, 405);
	let (ended, log) = program.stop().await;
	assert!(ended.success(), "{log}");
}
