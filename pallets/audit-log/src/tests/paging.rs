//! Going through what is to be answered, and through all trails.

use super::entries::*;
use crate::{mock::*, Escalated, Heads, Inquiries, InquiriesDue, OpenInquiry};
use salus_primitives::{day_of, InquiryVerdict, OrganizationId, PatientId, Sequence, TrailId};

/// Flagged releases, for which the archive has to answer, in the order in which they are told.
fn flagged(many: u32) -> Vec<OpenInquiry> {
	for _ in 0..many {
		let sequence = report(reported(None, NOW));
		inquire(ARCHIVE, sequence);
	}
	AuditLog::inquiries(ARCHIVE, None, u32::MAX)
}

fn inquiries_page_by_page(limit: u32) -> Vec<OpenInquiry> {
	let mut found = Vec::new();
	let mut after = None;
	loop {
		let page = AuditLog::inquiries(ARCHIVE, after, limit);
		assert!(page.len() <= limit as usize);
		let Some(last) = page.last() else { return found };
		after = Some((last.trail, last.sequence));
		found.extend(page);
	}
}

#[test]
fn inquiries_are_told_by_organization_and_page() {
	ExtBuilder::default().build_and_execute(|| {
		let all = flagged(20);
		let mut places: Vec<Sequence> = all.iter().map(|inquiry| inquiry.sequence).collect();
		places.sort();
		assert_eq!(places, (0..20).collect::<Vec<_>>());
		for inquiry in &all {
			assert_eq!((inquiry.organization, inquiry.trail), (ARCHIVE, TRAIL));
			assert_eq!(inquiry.inquiry.due, NOW + ANSWER_PERIOD);
		}
		for limit in [1, 3, 20, 21] {
			assert_eq!(inquiries_page_by_page(limit), all);
		}
		assert_eq!(AuditLog::inquiries(HOSPITAL, None, 10), []);
		assert_eq!(AuditLog::inquiries(ARCHIVE, None, 0), all[..1], "a page goes on");
	});
}

#[test]
fn inquiries_go_on_after_one_that_is_gone() {
	ExtBuilder::default().build_and_execute(|| {
		let all = flagged(10);
		let gone = all[4];
		AuditLog::take_inquiry(ARCHIVE, TRAIL, gone.sequence);
		assert_eq!(AuditLog::inquiries(ARCHIVE, Some((TRAIL, gone.sequence)), 10), all[5..]);
	});
}

#[test]
fn what_waits_for_the_authority_is_told_page_by_page() {
	ExtBuilder::default().build_and_execute(|| {
		let mut keys: Vec<(OrganizationId, TrailId, Sequence)> = Vec::new();
		for inquiry in flagged(10) {
			let OpenInquiry { organization, trail, sequence, inquiry } = inquiry;
			let key = (organization, trail, sequence);
			InquiriesDue::<Test>::remove(day_of(inquiry.due), key);
			Inquiries::<Test>::mutate(organization, (trail, sequence), |row| {
				row.as_mut().unwrap().is_escalated = true;
			});
			Escalated::<Test>::insert(key, ());
			keys.push(key);
		}
		flagged(3);
		keys.sort_by_key(|key| Escalated::<Test>::hashed_key_for(*key));
		let told = |after, limit| -> Vec<_> {
			let page = AuditLog::escalated(after, limit);
			assert!(page.iter().all(|open| open.inquiry.is_escalated));
			page.iter().map(|open| (open.organization, open.trail, open.sequence)).collect()
		};
		assert_eq!(told(None, 256), keys);
		assert_eq!(told(None, 4), keys[..4]);
		assert_eq!(told(Some(keys[3]), 100), keys[4..]);
		let (organization, trail, sequence) = keys[3];
		AuditLog::do_resolve(organization, trail, sequence, InquiryVerdict::Upheld, None).unwrap();
		assert_eq!(told(Some(keys[3]), 100), keys[4..], "also after one that is gone");
	});
}

#[test]
fn an_auditor_goes_through_all_trails() {
	ExtBuilder::default().build_and_execute(|| {
		for number in 0..=255 {
			append_key(TrailId::Patient(PatientId([number; 32])), 1);
		}
		append_key(TrailId::Governance, 1);
		emergency_of(NOBODY);
		for limit in [1, 100, u32::MAX] {
			let mut found = Vec::new();
			let mut after = None;
			loop {
				let page = AuditLog::trails(after, limit);
				assert!(page.len() <= 256);
				let Some((last, _)) = page.last() else { break };
				after = Some(*last);
				found.extend(page);
			}
			assert_eq!(found, Heads::<Test>::iter().collect::<Vec<_>>());
			assert_eq!(found.len(), 258);
		}
		let (trail, head) = AuditLog::trails(None, 1)[0];
		assert_eq!(head, AuditLog::head(trail));
		// One that has no head stands somewhere, too.
		let absent = TrailId::Organization(77);
		let after = AuditLog::trails(Some(absent), 256).len();
		assert!(after < 258);
	});
}
