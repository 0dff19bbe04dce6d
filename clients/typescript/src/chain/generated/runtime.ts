/** Written from `clients/metadata/salus.scale` by `scripts/metadata.sh`. */
import type * as given from './given.ts';
import type * as told from './told.ts';

/** The arguments of every call of Salus's own pallets, by name. */
export interface Calls {
	admission: {
		setFigures: { figures: given.Figures };
		relay: { organization: given.Integer; call: object };
	};
	validatorSet: {
		addValidator: { validator: given.Bytes; until: given.Integer | null };
		removeValidator: { validator: given.Bytes };
		exchangeValidator: { old: given.Bytes; new: given.Bytes; until: given.Integer | null };
		setExpiry: { validator: given.Bytes; until: given.Integer | null };
	};
	patientIdentity: {
		register: { salt: given.Bytes; encryptionKey: given.NewPatientKey };
		replaceEncryptionKey: { patient: given.Bytes; encryptionKey: given.NewPatientKey };
		sponsor: { capacity: given.Capacity; salt: given.Bytes; controller: string | null; encryptionKey: given.NewPatientKey | null; level: given.AssuranceLevel };
		confirmRegistration: { patient: given.Bytes };
		attestIdentity: { patient: given.Bytes; capacity: given.Capacity; level: given.AssuranceLevel };
		offerControl: { patient: given.Bytes; to: given.Bytes };
		withdrawOffer: { patient: given.Bytes };
		acceptControl: { patient: given.Bytes };
		appointRepresentative: { patient: given.Bytes; account: given.Bytes; powers: given.Integer; period: given.Period };
		endRepresentative: { patient: given.Bytes; account: given.Bytes };
		authorizeDevice: { patient: given.Bytes; account: given.Bytes; classes: readonly given.Integer[]; until: given.Integer };
		removeDevice: { patient: given.Bytes; account: given.Bytes };
		clearExpired: { patient: given.Bytes };
		setGuardians: { patient: given.Bytes; commitment: string | null };
		cancelGuardianChange: { patient: given.Bytes };
		revealGuardians: { patient: given.Bytes; members: readonly given.Guardian[]; threshold: given.Integer; salt: given.Bytes; member: given.Integer };
		openRecovery: { patient: given.Bytes; member: given.Integer; to: given.Bytes };
		approveRecovery: { patient: given.Bytes; member: given.Integer; opener: given.Integer; to: given.Bytes };
		vetoRecovery: { patient: given.Bytes; opener: given.Integer; to: given.Bytes };
		completeRecovery: { patient: given.Bytes; opener: given.Integer; to: given.Bytes; member: given.Integer | null };
		decideRecovery: { patient: given.Bytes; opener: given.Integer; to: given.Bytes; uphold: boolean };
		voteFreeze: { patient: given.Bytes; member: given.Integer };
		withdrawFreezeVote: { patient: given.Bytes; member: given.Integer };
		liftFreeze: { patient: given.Bytes };
		closeGuardianCase: { patient: given.Bytes; member: given.Integer | null };
		link: { patient: given.Bytes; other: given.Bytes };
		unlink: { patient: given.Bytes; other: given.Bytes };
		declareDeceased: { patient: given.Bytes; executor: string | null };
		correctDeath: { patient: given.Bytes; to: given.Bytes };
		announceClosing: { patient: given.Bytes };
		cancelClosing: { patient: given.Bytes };
		close: { patient: given.Bytes };
		reassignControl: { patient: given.Bytes; to: given.Bytes };
		vetoReassignment: { patient: given.Bytes; to: given.Bytes };
		completeReassignment: { patient: given.Bytes; to: given.Bytes };
		decideReassignment: { patient: given.Bytes; to: given.Bytes; uphold: boolean };
		withdrawSponsorship: { patient: given.Bytes };
	};
	providerRegistry: {
		accreditOrganization: { kind: given.OrganizationKind; admin: given.Bytes; accreditation: given.Period; profile: given.Bytes };
		suspendOrganization: { organization: given.Integer };
		reinstateOrganization: { organization: given.Integer };
		addPractitioner: { organization: given.Integer; practitioner: given.PractitionerId; roles: given.Integer; licence: given.Period };
		changePractitioner: { organization: given.Integer; practitioner: given.PractitionerId; roles: given.Integer; licence: given.Period };
		publishPractitionerKey: { organization: given.Integer; practitioner: given.PractitionerId; encryptionKey: given.PublicKey };
		apply: { kind: given.OrganizationKind; profile: given.Bytes };
		withdrawApplication: Record<string, never>;
		acceptApplication: { applicant: given.Bytes; kind: given.OrganizationKind; profile: given.Bytes; accreditation: given.Period };
		rejectApplication: { applicant: given.Bytes; kind: given.OrganizationKind; profile: given.Bytes };
		renewAccreditation: { organization: given.Integer; accreditation: given.Period };
		revokeAccreditation: { organization: given.Integer };
		succeedOrganization: { organization: given.Integer; by: given.Integer };
		addAdmin: { organization: given.Integer; account: given.Bytes };
		removeAdmin: { organization: given.Integer; account: given.Bytes };
		addGateway: { organization: given.Integer; account: given.Bytes };
		removeGateway: { organization: given.Integer; account: given.Bytes };
		publishOrganizationKey: { organization: given.Integer; encryptionKey: given.PublicKey };
		removePractitioner: { organization: given.Integer; practitioner: given.PractitionerId };
		leave: { organization: given.Integer };
		setEmergencyRole: { organization: given.Integer; practitioner: given.PractitionerId; holds: boolean };
		suspendPractitioner: { organization: given.Integer; practitioner: given.PractitionerId };
		reinstatePractitioner: { organization: given.Integer; practitioner: given.PractitionerId };
		forgetPractitioner: { organization: given.Integer; practitioner: given.PractitionerId };
		forgetGateway: { organization: given.Integer; account: given.Bytes };
	};
	recordAnchor: {
		anchor: { patient: given.Bytes; batch: given.NewBatch; purpose: given.Purpose; capacity: given.Capacity };
		anchorRun: { run: readonly given.RunItem[]; capacity: given.Capacity };
		amend: { patient: given.Bytes; supersedes: given.Integer; batch: given.NewBatch; reason: given.CorrectionReason; purpose: given.Purpose; capacity: given.Capacity };
		markEnteredInError: { patient: given.Bytes; anchors: readonly given.Integer[]; reason: given.CorrectionReason; purpose: given.Purpose; capacity: given.Capacity };
		reinstate: { patient: given.Bytes; anchor: given.Integer; markedAt: given.Integer; capacity: given.Capacity };
		coSign: { patient: given.Bytes; anchor: given.Integer; root: given.Bytes; purpose: given.Purpose; capacity: given.Capacity };
		withdrawCoSignature: { patient: given.Bytes; anchor: given.Integer; capacity: given.Capacity };
		dispute: { patient: given.Bytes; anchor: given.Integer; statement: given.Bytes };
		withdrawDispute: { patient: given.Bytes; anchor: given.Integer };
		answerDispute: { patient: given.Bytes; anchor: given.Integer; statement: given.Bytes; verdict: given.Verdict; purpose: given.Purpose; capacity: given.Capacity };
		disagree: { patient: given.Bytes; anchor: given.Integer; statement: given.Bytes };
		announceErasure: { patient: given.Bytes; anchor: given.Integer };
		cancelErasure: { patient: given.Bytes; anchor: given.Integer };
		erase: { patient: given.Bytes; anchor: given.Integer };
		planCustody: { patient: given.Bytes; anchor: given.Integer; threshold: given.Integer; pieces: readonly given.NewPiece[]; purpose: given.Purpose; capacity: given.Capacity };
		hold: { patient: given.Bytes; anchor: given.Integer; piece: given.Integer; root: given.Bytes; until: given.Integer; capacity: given.Capacity };
		release: { patient: given.Bytes; anchor: given.Integer; piece: given.Integer; capacity: given.Capacity };
		extendRetention: { patient: given.Bytes; anchor: given.Integer; until: given.Integer | null; purpose: given.Purpose; capacity: given.Capacity };
		reportMixUp: { patient: given.Bytes; class: given.Integer; since: given.Integer; notice: given.Bytes; purpose: given.Purpose; capacity: given.Capacity };
		unsettle: { patient: given.Bytes; anchor: given.Integer };
	};
	consent: {
		grant: { patient: given.Bytes; organization: given.Integer; provision: given.Provision; terms: string | null; envelope: given.Envelope | null };
		revoke: { patient: given.Bytes; grant: given.Integer };
		amend: { patient: given.Bytes; grant: given.Integer; provision: given.Provision; terms: string | null; envelope: given.Envelope | null };
		excludeClass: { patient: given.Bytes; grant: given.Integer; class: given.Integer };
		revokeOrganization: { patient: given.Bytes; organization: given.Integer };
		renounce: { patient: given.Bytes; capacity: given.Capacity; grant: given.Integer };
		replaceEnvelope: { patient: given.Bytes; grant: given.Integer; envelope: given.Envelope };
		refer: { patient: given.Bytes; capacity: given.Capacity; parent: given.Integer; organization: given.Integer; provision: given.Provision; envelope: given.Envelope | null };
		requestConsent: { patient: given.Bytes; capacity: given.Capacity; provision: given.Provision; reason: given.Bytes };
		withdrawRequest: { patient: given.Bytes; capacity: given.Capacity };
		approveRequest: { patient: given.Bytes; organization: given.Integer; provision: given.Provision; terms: string | null; envelope: given.Envelope | null };
		rejectRequest: { patient: given.Bytes; organization: given.Integer };
		refuse: { patient: given.Bytes; refusal: given.Refusal };
		liftRefusal: { patient: given.Bytes; refusal: given.Integer };
		refuseAll: { patient: given.Bytes; evenInEmergency: boolean };
		liftRefuseAll: { patient: given.Bytes };
		optOutOfEmergencies: { patient: given.Bytes };
		optInToEmergencies: { patient: given.Bytes };
		markConfidential: { patient: given.Bytes; class: given.Integer };
		unmarkConfidential: { patient: given.Bytes; class: given.Integer };
		enactPolicy: { policy: given.Policy };
		repealPolicy: { policy: given.Integer };
		licenseBreakGlass: { organization: given.Integer; terms: given.BreakGlassTerms | null };
		openEmergency: { patient: given.Bytes; capacity: given.Capacity; reason: given.EmergencyReason; justification: given.Bytes; hours: given.Integer };
		closeEmergency: { capacity: given.Capacity; session: given.Integer };
		reviewEmergency: { session: given.Integer; capacity: given.Capacity; isJustified: boolean; findings: string | null };
		revokeSince: { patient: given.Bytes; since: given.Integer };
		answerEmergency: { capacity: given.Capacity; session: given.Integer; answer: given.Bytes };
		setEmergencyRing: { patient: given.Bytes; ring: given.EmergencyRing };
		removeEmergencyRing: { patient: given.Bytes };
		markAllConfidential: { patient: given.Bytes; exceptions: readonly given.Integer[] };
		unmarkAllConfidential: { patient: given.Bytes };
	};
	auditLog: {
		requestAccess: { patient: given.Bytes; target: given.Target; action: given.Action; purpose: given.Purpose; capacity: given.Capacity; custodian: given.Integer; reason: string | null; claim: given.Bytes };
		redeemTicket: { patient: given.Bytes; sequence: given.Integer; holder: given.Bytes; practitioner: string | null; custodian: given.Integer; secret: given.Bytes; targets: readonly given.Target[] };
		requestAccessToMany: { patient: given.Bytes; targets: readonly given.Target[]; action: given.Action; purpose: given.Purpose; capacity: given.Capacity; custodian: given.Integer; reason: string | null; claim: given.Bytes; encounter: given.Encounter | null };
		reportAccess: { custodian: given.Integer; reports: readonly given.ReleaseReport[] };
		contestEntry: { patient: given.Bytes; sequence: given.Integer; statement: given.Bytes };
		answerInquiry: { capacity: given.Capacity; trail: given.TrailId; sequence: given.Integer; answer: given.InquiryAnswer; statement: given.Bytes };
		resolveInquiry: { organization: given.Integer; trail: given.TrailId; sequence: given.Integer; verdict: given.InquiryVerdict; findings: string | null };
	};
	pause: {
		pause: { pallet: given.Bytes; call: given.Bytes; blocks: given.Integer };
		resume: { pallet: given.Bytes; call: given.Bytes };
	};
}

/** The questions of Salus's own runtime APIs: their arguments, and the answers' JSON form. */
export interface Questions {
	patientIdentityApi: {
		patient: { args: [patient: given.Bytes]; answer: told.Patient | null };
		tombstone: { args: [patient: given.Bytes]; answer: told.Tombstone | null };
		actingFor: { args: [patient: given.Bytes]; answer: told.Mandate[] };
		powersOf: { args: [patient: given.Bytes, account: given.Bytes]; answer: number | null };
		offer: { args: [patient: given.Bytes]; answer: told.Offer | null };
		assurance: { args: [patient: given.Bytes]; answer: told.Assurance | null };
		reassignment: { args: [patient: given.Bytes]; answer: told.Reassignment | null };
		guardianCase: { args: [patient: given.Bytes]; answer: told.GuardianCase | null };
		guardians: { args: [patient: given.Bytes]; answer: told.GuardianPlan | null };
		links: { args: [patient: given.Bytes]; answer: string[] };
	};
	providerRegistryApi: {
		organization: { args: [organization: given.Integer]; answer: told.Organization | null };
		practitioner: { args: [organization: given.Integer, practitioner: given.PractitionerId]; answer: told.Practitioner | null };
		standing: { args: [actor: given.Actor, at: given.Integer | null]; answer: told.OneOf<{ ok: told.Standing; err: told.NotPractising }> };
		gateways: { args: [organization: given.Integer, after: string | null, limit: given.Integer]; answer: [string, told.HistoryOf][] };
		organizationAnnex: { args: [organization: given.Integer, number: given.Integer, limit: given.Integer]; answer: told.Past[] };
		practitionerAnnex: { args: [organization: given.Integer, practitioner: given.PractitionerId, number: given.Integer, limit: given.Integer]; answer: told.PastOfPractitionerTerms[] };
		gatewayAnnex: { args: [organization: given.Integer, account: given.Bytes, number: given.Integer, limit: given.Integer]; answer: told.PastOf[] };
		application: { args: [applicant: given.Bytes]; answer: told.Application | null };
	};
	recordAnchorApi: {
		anchor: { args: [patient: given.Bytes, anchor: given.Integer]; answer: told.AnchorView | null };
		anchors: { args: [patient: given.Bytes, filter: given.AnchorFilter, from: given.Integer | null, limit: given.Integer]; answer: told.AnchorsPage };
		anchorByRoot: { args: [patient: given.Bytes, side: given.Side, root: given.Bytes]; answer: number | null };
		versions: { args: [patient: given.Bytes, anchor: given.Integer]; answer: told.Versions | null };
		custody: { args: [patient: given.Bytes, anchor: given.Integer]; answer: told.CustodyView | null };
		verifyInclusion: { args: [patient: given.Bytes, anchor: given.Integer, index: given.Integer, leaf: given.Bytes, proof: readonly given.Bytes[]]; answer: told.OneOf<{ ok: null; err: told.InclusionFault }> };
		evicted: { args: [patient: given.Bytes, newest: given.Integer]; answer: told.EvictedChunk | null };
		verifyEvicted: { args: [patient: given.Bytes, newest: given.Integer, index: given.Integer, number: given.Integer, anchor: given.Anchor, proof: readonly given.Bytes[]]; answer: told.OneOf<{ ok: null; err: told.InclusionFault }> };
	};
	consentApi: {
		preview: { args: [request: given.AccessRequest, at: given.Integer | null]; answer: told.Decision };
		liveGrants: { args: [patient: given.Bytes]; answer: [number, told.Grant][] };
		pastGrants: { args: [patient: given.Bytes, organization: given.Integer]; answer: told.PastGrant[] };
		envelope: { args: [patient: given.Bytes, grant: given.Integer]; answer: told.EnvelopeStatus | null };
		emergencyRing: { args: [patient: given.Bytes]; answer: told.EmergencyRingStatus | null };
		restrictions: { args: [patient: given.Bytes]; answer: told.Restrictions };
		givenSince: { args: [patient: given.Bytes, since: given.Integer]; answer: [number, told.Grant][] };
		changesSince: { args: [patient: given.Bytes, since: given.Integer]; answer: told.ChangesSince };
		openRequests: { args: [patient: given.Bytes]; answer: [number, told.ConsentRequest][] };
		policies: { args: []; answer: told.EnactedPolicy[] };
		session: { args: [session: given.Integer]; answer: told.Session | null };
		breakGlass: { args: [organization: given.Integer]; answer: told.BreakGlass };
		overdueReviews: { args: [after: given.Integer | null]; answer: told.ReviewsPage };
		flaggedSessions: { args: [after: given.Integer | null]; answer: told.ReviewsPage };
	};
	auditLogApi: {
		checkTicket: { args: [patient: given.Bytes, sequence: given.Integer, holder: given.Bytes, practitioner: string | null, custodian: given.Integer]; answer: told.OneOf<{ ok: told.Ticket; err: told.TicketFault }> };
		entries: { args: [trail: given.TrailId, from: given.Integer, limit: given.Integer]; answer: [number, told.AuditEntry][] };
		head: { args: [trail: given.TrailId]; answer: told.TrailHead };
		firstSince: { args: [trail: given.TrailId, moment: given.Integer]; answer: number };
		verify: { args: [trail: given.TrailId, from: given.Integer, to: given.Integer, before: string | null]; answer: told.OneOf<{ ok: told.Verified; err: told.VerifyFault }> };
		releases: { args: [whose: given.Whose, between: given.Period, purpose: given.Purpose | null, after: given.ReleaseCursor | null, limit: given.Integer]; answer: told.ReleasesPage };
		activity: { args: [organization: given.Integer, practitioner: given.PractitionerId | null, between: given.Period, after: given.ActivityCursor | null, limit: given.Integer]; answer: [told.Activity[], told.ActivityCursor | null] };
		inquiries: { args: [organization: given.Integer, after: [given.TrailId, given.Integer] | null, limit: given.Integer]; answer: told.OpenInquiry[] };
		escalated: { args: [after: [given.Integer, given.TrailId, given.Integer] | null, limit: given.Integer]; answer: told.OpenInquiry[] };
		trails: { args: [after: given.TrailId | null, limit: given.Integer]; answer: [told.TrailId, told.TrailHead][] };
	};
}
