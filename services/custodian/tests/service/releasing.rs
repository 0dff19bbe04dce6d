//! Releases by the real program: by several accounts, after a change of them, while it is suspended; and refusals of a ticket that holds.

use crate::{
	care::{list, Answered, Care, PRACTITIONER},
	client::{send, Answer},
	identifiers::Used,
	program::{configured, run, Program},
	refusals::{EVERY, TRIES},
	ring::break_glass,
};
use futures::{future::join_all, stream, StreamExt};
use salus_client::{
	chain::{
		calls,
		salus::runtime_types::{
			pallet_provider_registry::pallet::Call as RegistryCall, salus_runtime::RuntimeCall,
		},
		types::{Encounter, PractitionerId, Purpose, Role, TicketHolder},
		Signer,
	},
	release::{self, ReleaseContext, ReleasePart},
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	Secret,
};
use salus_custodian::config::write_secret;
use salus_dev_chain::{alice, newcomer, now, of_seed, random, rng, Account, Node, CLINIC};
use std::{
	path::{Path, PathBuf},
	time::Instant,
};

pub const FURTHER: &str =
	"[http]\nlisten = \"127.0.0.1:0\"\n[operations]\nlisten = \"127.0.0.1:0\"\n\
	[limits]\nrequests_per_minute_and_account = 100000\n";
pub const ENCOUNTER: Encounter = Encounter { hours: 1, holder: TicketHolder::Requester };

/// A folder that --dev has set up, and the number of its organization.
pub async fn set_up(folder: &Path, node: &Node) -> u32 {
	let data = folder.to_str().unwrap();
	let program = Program::start(&["--dev", "--node", &node.url, "--data", data]).await;
	program.until_ready().await;
	let organization = program.organization;
	program.stop().await;
	organization
}

/// The file of another account of the organization's, which its admin has listed.
async fn another_clerk(care: &Care, folder: &Path, name: &str) -> PathBuf {
	let seed = Secret::random(&mut rng());
	let path = folder.join(name);
	write_secret(&path, &hex::encode(seed.expose())).unwrap();
	list(&care.chain, care.organization, &of_seed(&seed), Role::Custodian, &alice()).await;
	path
}

pub async fn started(config: &Path) -> Program {
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	program.until_ready().await;
	program
}

pub fn ensure_opens(care: &Care, signed: &str, released: &Answered) {
	opened(care, signed, released);
}

/// What the reader has of the first batch: its records as they were handed in, and what comes with them.
pub fn opened(care: &Care, signed: &str, released: &Answered) -> ReleasePart {
	released.expect_status(200);
	let request = Signed::<ReleaseRequest>::from_json(signed).unwrap().request;
	let context = ReleaseContext::from(&request);
	let mut parts = release::open(&context, &care.reader.private, 1, &released.body).unwrap();
	let part = parts.remove(0);
	let sealed: Vec<_> = part.records.iter().map(|record| &record.sealed).collect();
	let handed_in: Vec<_> = care.batches[0].records.iter().map(|record| &record.sealed).collect();
	assert!(sealed == handed_in);
	part
}

/// With one account, and with three: more than sixteen at once are released, and go over all of them.
pub async fn several_accounts_release_side_by_side(node: &Node) {
	const TICKETS: usize = 12;
	const OF_EACH: usize = 8;
	/// So many one account has at once.
	const AT_ONCE: usize = 32;
	let folder = tempfile::tempdir().unwrap();
	let organization = set_up(folder.path(), node).await;
	let mut program = started(&configured(folder.path(), FURTHER)).await;
	assert_eq!(program.organization, organization);
	let care = Care::by(&program, &node.url).await;
	let mut used = Used::default();
	let tickets = (0..TICKETS).map(|_| care.ticketed(Purpose::Treatment, Some(ENCOUNTER)));
	let tickets = join_all(tickets).await;
	let mut rates = Vec::new();
	for clerks in [1, 3] {
		if clerks == 3 {
			let (second, third) = tokio::join!(
				another_clerk(&care, folder.path(), "clerk-2"),
				another_clerk(&care, folder.path(), "clerk-3"),
			);
			program.stop().await;
			let further = format!("further_clerks = [{second:?}, {third:?}]\n{FURTHER}");
			program = started(&configured(folder.path(), &further)).await;
		}
		let began = Instant::now();
		let asked = (0..TICKETS * OF_EACH).map(|index| {
			let signed = care.signed(&tickets[index % TICKETS], &care.physician, &mut used);
			let (care, program) = (&care, &program);
			async move {
				let released = care.ask(program, signed.clone()).await;
				(signed, released)
			}
		});
		// Each is answered at the first try, though no account has room for all.
		let asked: Vec<_> = asked.collect();
		let mut released = stream::iter(asked).buffer_unordered(AT_ONCE);
		while let Some((signed, released)) = released.next().await {
			ensure_opens(&care, &signed, &released);
		}
		let took = began.elapsed();
		rates.push((TICKETS * OF_EACH) as f64 / took.as_secs_f64());
		let redeemers = redeemers(&care, &tickets).await;
		assert_eq!(redeemers.len(), clerks, "{clerks} accounts");
		assert!(redeemers.values().all(|redeemed| *redeemed > 0));
	}
	println!("releases a second: {:.1} by one account, {:.1} by three", rates[0], rates[1]);
	assert!(rates[1] > rates[0], "{rates:?}");
	let metrics = program.metrics().await;
	let released = format!("salus_custodian_released_total {}", TICKETS * OF_EACH);
	assert!(metrics.contains(&released), "{metrics}");
	let (_, log) = program.stop().await;
	used.expect_none_in("metrics", &metrics);
	used.expect_none_in("log", &log);
}

/// By which accounts tickets of the patient's were redeemed, and how often.
pub async fn redeemers(
	care: &Care,
	tickets: &[ReleaseRequest],
) -> std::collections::BTreeMap<[u8; 32], usize> {
	use salus_client::chain::types::{Actor, AuditedEvent, PatientId, TrailId};
	let at = care.chain.at_best().await.unwrap();
	let mut redeemers = std::collections::BTreeMap::new();
	let mut from = tickets.iter().map(|ticket| ticket.sequence).min().unwrap();
	loop {
		let page = at.entries(TrailId::Patient(PatientId(care.id)), from, 256).await.unwrap();
		let Some((last, _)) = page.last() else { return redeemers };
		from = last + 1;
		for (_, entry) in &page {
			if let (AuditedEvent::RecordsReleased { .. }, Actor::Practitioner { account, .. }) =
				(&entry.event, &entry.actor)
			{
				*redeemers.entry(account.0).or_insert(0) += 1;
			}
		}
	}
}

/// Whoever has not all of what a ticket that holds asks for gets the same refusal as anybody, after the same time; and the ticket holds on.
pub async fn a_ticket_that_holds_helps_nobody_else(node: &Node) {
	let program = Program::start(&["--dev", "--node", &node.url]).await;
	program.until_ready().await;
	let care = Care::by(&program, &node.url).await;
	let mut used = Used::default();
	let mut refusals: Vec<(&str, Answer)> = Vec::new();
	let ticket = care.ticketed(Purpose::Treatment, None).await;
	let stranger = newcomer();
	for (kind, spoilt) in spoilt(&care, &ticket, stranger.account_id().0) {
		let by = if spoilt.holder == ticket.holder { &care.physician } else { &stranger };
		refusals.push((kind, fastest(&program, &care, &spoilt, by, &mut used, kind).await));
	}
	let kind = "stolen: the holder's name, by another's signature";
	refusals.push((kind, fastest(&program, &care, &ticket, &stranger, &mut used, kind).await));
	// All that was tried with it has not harmed it.
	let signed = care.signed(&ticket, &care.physician, &mut used);
	ensure_opens(&care, &signed, &care.ask(&program, signed.clone()).await);
	let mut ask = async |kind, ticket: &ReleaseRequest| {
		let refused = fastest(&program, &care, ticket, &care.physician, &mut used, kind).await;
		refusals.push((kind, refused));
	};
	ask("used up", &ticket).await;

	let revoked = care.ticketed(Purpose::Treatment, None).await;
	let revoke = calls::revoke(care.id, care.grant);
	care.chain.send(&revoke, &care.patient).await.unwrap();
	ask("its grant is revoked", &revoked).await;

	let registry = RuntimeCall::ProviderRegistry;
	let physician = || PractitionerId::Account(care.physician.account_id());
	care.grant_again().await;
	let suspended = care.ticketed(Purpose::Treatment, None).await;
	let (organization, practitioner) = (CLINIC, physician());
	let suspend = RegistryCall::suspend_practitioner { organization, practitioner };
	care.by_authority(registry(suspend)).await;
	ask("its holder is suspended", &suspended).await;
	let (organization, practitioner) = (CLINIC, physician());
	let reinstate = RegistryCall::reinstate_practitioner { organization, practitioner };
	care.by_authority(registry(reinstate)).await;

	let session = break_glass(&care).await;
	let over = care.ticketed(Purpose::EmergencyTreatment, None).await;
	let close = calls::close_emergency(PRACTITIONER, session);
	care.chain.send(&close, &care.physician).await.unwrap();
	ask("its session is over", &over).await;

	let (_, first) = &refusals[0];
	for (kind, answer) in &refusals {
		assert_eq!(answer.body, first.body, "{kind}");
		assert_eq!(answer.headers, first.headers, "{kind}");
		assert!(answer.took >= EVERY, "{kind}: {:?}", answer.took);
		assert!(answer.took < 2 * EVERY, "{kind}: {:?}", answer.took);
		used.expect_none_in("answer", &answer.body);
	}
	let metrics = program.metrics().await;
	// Each was refused for what it was meant to be.
	for reason in ["void", "other-secret", "not-covered", "not-signed", "other-custodian"] {
		let told = format!("salus_custodian_not_released_total{{reason=\"{reason}\"}}");
		assert!(metrics.contains(&told), "{reason}: {metrics}");
	}
	let (_, log) = program.stop().await;
	used.expect_none_in("metrics", &metrics);
	used.expect_none_in("log", &log);
}

/// Requests with a ticket that holds, each with something else wrong.
fn spoilt(
	care: &Care,
	ticket: &ReleaseRequest,
	stranger: [u8; 32],
) -> Vec<(&'static str, ReleaseRequest)> {
	let other = ReleaseTarget::Anchor { anchor: care.anchors[1] };
	let class = ReleaseTarget::Class { class: 97, content: None };
	let right = ticket.targets.as_slice()[0];
	let with = |change: &dyn Fn(&mut ReleaseRequest)| {
		let mut spoilt = ticket.clone();
		change(&mut spoilt);
		spoilt
	};
	vec![
		("another holder", with(&|spoilt| spoilt.holder = stranger)),
		("another record", with(&|spoilt| spoilt.targets = vec![other].try_into().unwrap())),
		("one more", with(&|spoilt| spoilt.targets = vec![right, other].try_into().unwrap())),
		("another class", with(&|spoilt| spoilt.targets = vec![class].try_into().unwrap())),
		("another secret", with(&|spoilt| spoilt.secret = Secret::random(&mut rng()))),
		("another patient", with(&|spoilt| spoilt.patient = random())),
		("another ticket", with(&|spoilt| spoilt.sequence += 1)),
		("another custodian", with(&|spoilt| spoilt.custodian += 1)),
		("on behalf of somebody", with(&|spoilt| spoilt.practitioner = Some(random()))),
	]
}

/// The fastest refusal of several: the others may have waited for a busy machine.
async fn fastest(
	program: &Program,
	care: &Care,
	request: &ReleaseRequest,
	by: &Account,
	used: &mut Used,
	kind: &str,
) -> Answer {
	let mut fastest: Option<Answer> = None;
	for _ in 0..TRIES {
		let signed = care.signed(request, by, used);
		let answer = send(program.http, "POST", "/v1/releases", &[], &signed).await.unwrap();
		assert_eq!(answer.status, 403, "{kind}: {}", answer.body);
		let is_faster = fastest.as_ref().is_none_or(|before| answer.took < before.took);
		fastest = if is_faster { Some(answer) } else { fastest };
	}
	fastest.unwrap()
}

/// Its node may hear of finality later than the reader's: here nobody has heard of it yet.
pub async fn a_ticket_is_waited_for_until_it_is_final(node: &Node) {
	let program = Program::start(&["--dev", "--node", &node.url]).await;
	program.until_ready().await;
	let care = Care::by(&program, &node.url).await;
	let mut used = Used::default();
	for _ in 0..3 {
		let ticket = care.ticketed_just_now(Purpose::Treatment).await;
		let signed = care.signed(&ticket, &care.physician, &mut used);
		ensure_opens(&care, &signed, &care.ask(&program, signed.clone()).await);
	}
	program.stop().await;
}

/// A custodian that is suspended says that it cannot now, tells those who run it why, and goes on when that is over: with the same ticket.
pub async fn suspended_it_says_so(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let organization = set_up(folder.path(), node).await;
	let config = configured(folder.path(), FURTHER);
	let program = started(&config).await;
	let care = Care::by(&program, &node.url).await;
	let mut used = Used::default();
	let ticket = care.ticketed(Purpose::Treatment, None).await;
	let registry = RuntimeCall::ProviderRegistry;
	care.by_authority(registry(RegistryCall::suspend_organization { organization })).await;
	let refused = care.ask(&program, care.signed(&ticket, &care.physician, &mut used)).await;
	assert_eq!(refused.status, 503, "{refused:?}");
	let told = String::from_utf8(refused.body).unwrap();
	assert!(told.contains("\"unavailable\""), "{told}");
	used.expect_none_in("answer", &told);
	program.until_reasons("it does not say why", |reasons| reasons == ["suspended"]).await;
	let metrics = program.metrics().await;
	for told in [
		"salus_custodian_not_released_total{reason=\"may-not-redeem\"} 1",
		"salus_custodian_troubles_total{kind=\"may-not-redeem\"} 1",
		"salus_custodian_ready 0",
	] {
		assert!(metrics.contains(told), "{told}: {metrics}");
	}
	used.expect_none_in("metrics", &metrics);
	let (is_well, told) = run(&["check", "--config", config.to_str().unwrap()]).await;
	assert!(
		!is_well && told.contains("TROUBLE  standing: the organization is suspended"),
		"{told}"
	);

	care.by_authority(registry(RegistryCall::reinstate_organization { organization })).await;
	program.until_ready().await;
	let signed = care.signed(&ticket, &care.physician, &mut used);
	ensure_opens(&care, &signed, &care.ask(&program, signed.clone()).await);
	let (_, log) = program.stop().await;
	used.expect_none_in("log", &log);
}

/// After its account was replaced, a redemption by the one before is none of another's.
pub async fn its_former_account_is_its_own(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	set_up(folder.path(), node).await;
	let config = configured(folder.path(), FURTHER);
	let program = started(&config).await;
	let care = Care::by(&program, &node.url).await;
	let mut used = Used::default();
	let ticket = care.ticketed(Purpose::Treatment, None).await;
	let signed = care.signed(&ticket, &care.physician, &mut used);
	ensure_opens(&care, &signed, &care.ask(&program, signed.clone()).await);
	let next = another_clerk(&care, folder.path(), "clerk-2").await;
	program.stop().await;
	let text = std::fs::read_to_string(&config).unwrap();
	let before = folder.path().join("clerk").display().to_string();
	std::fs::write(&config, text.replace(&before, next.to_str().unwrap())).unwrap();

	let program = started(&config).await;
	// As if its answer had been lost.
	let again = care.ask(&program, care.signed(&ticket, &care.physician, &mut used)).await;
	assert_eq!(again.status, 403);
	// One that somebody else has used up is told, and so everything before was looked at.
	let other = care.ticketed(Purpose::Treatment, None).await;
	let elsewhere = newcomer();
	list(&care.chain, care.organization, &elsewhere, Role::Custodian, &alice()).await;
	care.chain.send(&calls::redeem_ticket(&other), &elsewhere).await.unwrap();
	let refused = care.ask(&program, care.signed(&other, &care.physician, &mut used)).await;
	assert_eq!(refused.status, 403);
	let told = "salus_custodian_troubles_total{kind=\"redeemed-by-another\"} 1";
	let until = now() + 120_000;
	while !program.metrics().await.contains(told) {
		assert!(now() < until, "{}", program.metrics().await);
		tokio::time::sleep(std::time::Duration::from_millis(200)).await;
	}
	let metrics = program.metrics().await;
	assert!(metrics.contains("salus_custodian_not_released_total{reason=\"redeemed\"} 2"));
	let (_, log) = program.stop().await;
	used.expect_none_in("metrics", &metrics);
	used.expect_none_in("log", &log);
}
