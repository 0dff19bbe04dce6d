/** What a type's dates are. */
export interface DateElements {
	/** Paths of dates, Periods and Timings that say when care took place or was written down. */
	readonly dates: readonly string[];
	/** Paths of dates of a part, such as a note: they count beside one of `dates`, and alone tell nothing. */
	readonly supplements?: readonly string[];
	/** Paths of what may stand in the place of one of them and tells no date, such as an age or a text. */
	readonly others?: readonly string[];
	/** Paths of choices without their type, such as `onset` of `onset[x]`: what else begins with one stands in the place of a date. */
	readonly choices?: readonly string[];
	/** Paths of elements that begin like a choice and are another element. */
	readonly besides?: readonly string[];
	/** Paths of elements that hold the same elements as another, such as `action.action` and `action`. */
	readonly repeats?: Readonly<Record<string, string>>;
}

/** Types that say who and where: none of their dates is of care. Written by `npm run generate`. */
export const UNDATED_TYPES: readonly string[] = [
	"Endpoint",
	"HealthcareService",
	"Location",
	"Organization",
	"OrganizationAffiliation",
	"Patient",
	"Person",
	"Practitioner",
	"PractitionerRole",
	"RelatedPerson"
];

/** Date elements of every other type. Written from HL7's definitions of R4 and R5 by `npm run generate`. */
export const DATE_ELEMENTS: Readonly<Record<string, DateElements>> = {
	"Account": {
		"dates": [
			"calculatedAt",
			"diagnosis.dateOfDiagnosis",
			"guarantor.period",
			"procedure.dateOfService",
			"servicePeriod"
		]
	},
	"ActivityDefinition": {
		"dates": [
			"date",
			"effectivePeriod",
			"timingDateTime",
			"timingPeriod",
			"timingTiming"
		],
		"supplements": [
			"dosage.timing"
		],
		"others": [
			"timingAge",
			"timingDuration",
			"timingRange"
		],
		"choices": [
			"timing"
		]
	},
	"ActorDefinition": {
		"dates": [
			"date"
		]
	},
	"AdministrableProductDefinition": {
		"dates": []
	},
	"AdverseEvent": {
		"dates": [
			"date",
			"detected",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming",
			"recordedDate"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"occurrence"
		]
	},
	"AllergyIntolerance": {
		"dates": [
			"lastOccurrence",
			"onsetDateTime",
			"onsetPeriod",
			"reaction.onset",
			"recordedDate"
		],
		"supplements": [
			"note.time",
			"reaction.note.time"
		],
		"others": [
			"onsetAge",
			"onsetRange",
			"onsetString"
		],
		"choices": [
			"onset"
		]
	},
	"Appointment": {
		"dates": [
			"cancellationDate",
			"created",
			"end",
			"participant.period",
			"recurrenceTemplate.lastOccurrenceDate",
			"recurrenceTemplate.occurrenceDate",
			"start"
		],
		"supplements": [
			"note.time"
		]
	},
	"AppointmentResponse": {
		"dates": [
			"end",
			"occurrenceDate",
			"start"
		]
	},
	"ArtifactAssessment": {
		"dates": [
			"date"
		]
	},
	"AuditEvent": {
		"dates": [
			"occurredDateTime",
			"occurredPeriod",
			"period",
			"recorded"
		],
		"choices": [
			"occurred"
		]
	},
	"Basic": {
		"dates": [
			"created"
		]
	},
	"Binary": {
		"dates": []
	},
	"BiologicallyDerivedProduct": {
		"dates": [
			"collection.collectedDateTime",
			"collection.collectedPeriod",
			"manipulation.timeDateTime",
			"manipulation.timePeriod",
			"processing.timeDateTime",
			"processing.timePeriod",
			"storage.duration"
		],
		"choices": [
			"collection.collected",
			"manipulation.time",
			"processing.time"
		]
	},
	"BiologicallyDerivedProductDispense": {
		"dates": [
			"preparedDate",
			"whenHandedOver"
		],
		"supplements": [
			"note.time"
		]
	},
	"BodyStructure": {
		"dates": [],
		"supplements": [
			"image.creation"
		]
	},
	"Bundle": {
		"dates": [
			"entry.request.ifModifiedSince",
			"entry.response.lastModified",
			"timestamp"
		]
	},
	"CapabilityStatement": {
		"dates": [
			"date",
			"software.releaseDate"
		]
	},
	"CarePlan": {
		"dates": [
			"activity.detail.scheduledPeriod",
			"activity.detail.scheduledTiming",
			"created",
			"period"
		],
		"supplements": [
			"activity.progress.time",
			"note.time"
		],
		"others": [
			"activity.detail.scheduledString"
		],
		"choices": [
			"activity.detail.scheduled"
		]
	},
	"CareTeam": {
		"dates": [
			"participant.coveragePeriod",
			"participant.coverageTiming",
			"participant.period",
			"period"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"participant.coverage"
		]
	},
	"CatalogEntry": {
		"dates": [
			"lastUpdated"
		]
	},
	"ChargeItem": {
		"dates": [
			"enteredDate",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"occurrence"
		]
	},
	"ChargeItemDefinition": {
		"dates": [
			"applicability.effectivePeriod",
			"date",
			"effectivePeriod"
		],
		"repeats": {
			"propertyGroup.applicability": "applicability"
		}
	},
	"Citation": {
		"dates": [
			"citedArtifact.contributorship.entry.contributionInstance.time",
			"citedArtifact.dateAccessed",
			"citedArtifact.publicationForm.articleDate",
			"citedArtifact.publicationForm.lastRevisionDate",
			"citedArtifact.statusDate.period",
			"date",
			"effectivePeriod",
			"statusDate.period"
		],
		"supplements": [
			"citedArtifact.note.time",
			"citedArtifact.relatesTo.document.creation",
			"note.time"
		]
	},
	"Claim": {
		"dates": [
			"accident.date",
			"billablePeriod",
			"created",
			"event.whenDateTime",
			"event.whenPeriod",
			"item.servicedDate",
			"item.servicedPeriod",
			"procedure.date",
			"supportingInfo.timingDate",
			"supportingInfo.timingPeriod"
		],
		"choices": [
			"event.when",
			"item.serviced",
			"supportingInfo.timing"
		]
	},
	"ClaimResponse": {
		"dates": [
			"addItem.servicedDate",
			"addItem.servicedPeriod",
			"created",
			"event.whenDateTime",
			"event.whenPeriod",
			"item.reviewOutcome.preAuthPeriod",
			"payment.date",
			"preAuthPeriod"
		],
		"supplements": [
			"form.creation"
		],
		"choices": [
			"addItem.serviced",
			"event.when"
		],
		"repeats": {
			"addItem.detail.reviewOutcome": "item.reviewOutcome",
			"addItem.detail.subDetail.reviewOutcome": "item.reviewOutcome",
			"addItem.reviewOutcome": "item.reviewOutcome",
			"item.detail.reviewOutcome": "item.reviewOutcome",
			"item.detail.subDetail.reviewOutcome": "item.reviewOutcome"
		}
	},
	"ClinicalImpression": {
		"dates": [
			"date",
			"effectiveDateTime",
			"effectivePeriod"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"effective"
		]
	},
	"ClinicalUseDefinition": {
		"dates": []
	},
	"CodeSystem": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"Communication": {
		"dates": [
			"received",
			"sent"
		],
		"supplements": [
			"note.time",
			"payload.contentAttachment.creation"
		]
	},
	"CommunicationRequest": {
		"dates": [
			"authoredOn",
			"occurrenceDateTime",
			"occurrencePeriod"
		],
		"supplements": [
			"note.time",
			"payload.contentAttachment.creation"
		],
		"choices": [
			"occurrence"
		]
	},
	"CompartmentDefinition": {
		"dates": [
			"date"
		]
	},
	"Composition": {
		"dates": [
			"attester.time",
			"date",
			"event.period"
		],
		"supplements": [
			"note.time"
		]
	},
	"ConceptMap": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"Condition": {
		"dates": [
			"abatementDateTime",
			"abatementPeriod",
			"onsetDateTime",
			"onsetPeriod",
			"recordedDate"
		],
		"supplements": [
			"note.time"
		],
		"others": [
			"abatementAge",
			"abatementRange",
			"abatementString",
			"onsetAge",
			"onsetRange",
			"onsetString"
		],
		"choices": [
			"abatement",
			"onset"
		]
	},
	"ConditionDefinition": {
		"dates": [
			"date"
		]
	},
	"Consent": {
		"dates": [
			"date",
			"dateTime",
			"period",
			"verification.verificationDate"
		],
		"supplements": [
			"sourceAttachment.creation"
		]
	},
	"Contract": {
		"dates": [
			"applies",
			"issued",
			"term.action.occurrenceDateTime",
			"term.action.occurrencePeriod",
			"term.action.occurrenceTiming",
			"term.applies",
			"term.asset.period",
			"term.asset.usePeriod",
			"term.asset.valuedItem.effectiveTime",
			"term.asset.valuedItem.paymentDate",
			"term.issued"
		],
		"supplements": [
			"friendly.contentAttachment.creation",
			"legal.contentAttachment.creation",
			"legallyBindingAttachment.creation",
			"rule.contentAttachment.creation",
			"term.action.note.time"
		],
		"choices": [
			"term.action.occurrence"
		],
		"repeats": {
			"term.group": "term"
		}
	},
	"Coverage": {
		"dates": [
			"costToBeneficiary.exception.period",
			"period"
		]
	},
	"CoverageEligibilityRequest": {
		"dates": [
			"created",
			"event.whenDateTime",
			"event.whenPeriod",
			"servicedDate",
			"servicedPeriod"
		],
		"choices": [
			"event.when",
			"serviced"
		]
	},
	"CoverageEligibilityResponse": {
		"dates": [
			"created",
			"event.whenDateTime",
			"event.whenPeriod",
			"insurance.benefitPeriod",
			"servicedDate",
			"servicedPeriod"
		],
		"choices": [
			"event.when",
			"serviced"
		]
	},
	"DetectedIssue": {
		"dates": [
			"identifiedDateTime",
			"identifiedPeriod",
			"mitigation.date"
		],
		"supplements": [
			"mitigation.note.time"
		],
		"choices": [
			"identified"
		]
	},
	"Device": {
		"dates": [
			"version.installDate"
		],
		"supplements": [
			"note.time"
		]
	},
	"DeviceAssociation": {
		"dates": [
			"operation.period",
			"period"
		]
	},
	"DeviceDefinition": {
		"dates": [
			"chargeItem.effectivePeriod",
			"correctiveAction.period",
			"udiDeviceIdentifier.marketDistribution.marketPeriod"
		],
		"supplements": [
			"note.time"
		],
		"repeats": {
			"packaging.udiDeviceIdentifier": "udiDeviceIdentifier"
		}
	},
	"DeviceDispense": {
		"dates": [
			"preparedDate",
			"whenHandedOver"
		],
		"supplements": [
			"note.time"
		]
	},
	"DeviceMetric": {
		"dates": [
			"calibration.time",
			"measurementPeriod"
		]
	},
	"DeviceRequest": {
		"dates": [
			"authoredOn",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"occurrence"
		]
	},
	"DeviceUsage": {
		"dates": [
			"dateAsserted",
			"timingDateTime",
			"timingPeriod",
			"timingTiming"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"timing"
		]
	},
	"DeviceUseStatement": {
		"dates": [
			"recordedOn",
			"timingDateTime",
			"timingPeriod",
			"timingTiming"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"timing"
		]
	},
	"DiagnosticReport": {
		"dates": [
			"effectiveDateTime",
			"effectivePeriod",
			"issued"
		],
		"supplements": [
			"note.time",
			"presentedForm.creation"
		],
		"choices": [
			"effective"
		]
	},
	"DocumentManifest": {
		"dates": [
			"created"
		]
	},
	"DocumentReference": {
		"dates": [
			"attester.time",
			"context.period",
			"date",
			"period"
		],
		"supplements": [
			"content.attachment.creation"
		]
	},
	"EffectEvidenceSynthesis": {
		"dates": [
			"date",
			"effectivePeriod"
		],
		"supplements": [
			"certainty.certaintySubcomponent.note.time",
			"certainty.note.time",
			"note.time"
		]
	},
	"Encounter": {
		"dates": [
			"actualPeriod",
			"classHistory.period",
			"location.period",
			"participant.period",
			"period",
			"statusHistory.period"
		]
	},
	"EncounterHistory": {
		"dates": [
			"actualPeriod"
		]
	},
	"EnrollmentRequest": {
		"dates": [
			"created"
		]
	},
	"EnrollmentResponse": {
		"dates": [
			"created"
		]
	},
	"EpisodeOfCare": {
		"dates": [
			"period",
			"statusHistory.period"
		]
	},
	"EventDefinition": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"Evidence": {
		"dates": [
			"date",
			"effectivePeriod"
		],
		"supplements": [
			"certainty.note.time",
			"note.time",
			"statistic.attributeEstimate.note.time",
			"statistic.note.time",
			"statistic.sampleSize.note.time",
			"variableDefinition.note.time"
		],
		"repeats": {
			"certainty.subcomponent": "certainty",
			"statistic.attributeEstimate.attributeEstimate": "statistic.attributeEstimate",
			"statistic.modelCharacteristic.attributeEstimate": "statistic.attributeEstimate"
		}
	},
	"EvidenceReport": {
		"dates": [
			"subject.characteristic.period"
		],
		"supplements": [
			"note.time",
			"subject.note.time"
		]
	},
	"EvidenceVariable": {
		"dates": [
			"characteristic.timeFromEvent.eventDateTime",
			"date",
			"effectivePeriod"
		],
		"supplements": [
			"characteristic.note.time",
			"characteristic.timeFromEvent.note.time",
			"note.time"
		],
		"others": [
			"characteristic.timeFromEvent.eventCodeableConcept",
			"characteristic.timeFromEvent.eventId",
			"characteristic.timeFromEvent.eventReference"
		],
		"choices": [
			"characteristic.timeFromEvent.event"
		],
		"repeats": {
			"characteristic.definitionByCombination.characteristic": "characteristic"
		}
	},
	"ExampleScenario": {
		"dates": [
			"date"
		]
	},
	"ExplanationOfBenefit": {
		"dates": [
			"accident.date",
			"addItem.servicedDate",
			"addItem.servicedPeriod",
			"benefitPeriod",
			"billablePeriod",
			"created",
			"event.whenDateTime",
			"event.whenPeriod",
			"item.reviewOutcome.preAuthPeriod",
			"item.servicedDate",
			"item.servicedPeriod",
			"payment.date",
			"preAuthRefPeriod",
			"procedure.date",
			"supportingInfo.timingDate",
			"supportingInfo.timingPeriod"
		],
		"supplements": [
			"form.creation"
		],
		"choices": [
			"addItem.serviced",
			"event.when",
			"item.serviced",
			"supportingInfo.timing"
		],
		"repeats": {
			"addItem.detail.reviewOutcome": "item.reviewOutcome",
			"addItem.detail.subDetail.reviewOutcome": "item.reviewOutcome",
			"addItem.reviewOutcome": "item.reviewOutcome",
			"item.detail.reviewOutcome": "item.reviewOutcome",
			"item.detail.subDetail.reviewOutcome": "item.reviewOutcome"
		}
	},
	"FamilyMemberHistory": {
		"dates": [
			"condition.onsetPeriod",
			"date",
			"procedure.performedDateTime",
			"procedure.performedPeriod"
		],
		"supplements": [
			"condition.note.time",
			"note.time",
			"procedure.note.time"
		],
		"others": [
			"condition.onsetAge",
			"condition.onsetRange",
			"condition.onsetString",
			"procedure.performedAge",
			"procedure.performedRange",
			"procedure.performedString"
		],
		"choices": [
			"condition.onset",
			"procedure.performed"
		]
	},
	"Flag": {
		"dates": [
			"period"
		]
	},
	"FormularyItem": {
		"dates": []
	},
	"GenomicStudy": {
		"dates": [
			"analysis.date",
			"startDate"
		],
		"supplements": [
			"analysis.note.time",
			"note.time"
		]
	},
	"Goal": {
		"dates": [
			"startDate",
			"statusDate"
		],
		"supplements": [
			"note.time"
		],
		"others": [
			"startCodeableConcept"
		],
		"choices": [
			"start"
		]
	},
	"GraphDefinition": {
		"dates": [
			"date"
		]
	},
	"Group": {
		"dates": [
			"characteristic.period",
			"member.period"
		]
	},
	"GuidanceResponse": {
		"dates": [
			"occurrenceDateTime"
		],
		"supplements": [
			"note.time"
		]
	},
	"ImagingSelection": {
		"dates": [
			"issued"
		]
	},
	"ImagingStudy": {
		"dates": [
			"series.started",
			"started"
		],
		"supplements": [
			"note.time"
		]
	},
	"Immunization": {
		"dates": [
			"education.presentationDate",
			"occurrenceDateTime",
			"reaction.date",
			"recorded"
		],
		"supplements": [
			"note.time"
		],
		"others": [
			"occurrenceString"
		],
		"choices": [
			"occurrence"
		]
	},
	"ImmunizationEvaluation": {
		"dates": [
			"date"
		]
	},
	"ImmunizationRecommendation": {
		"dates": [
			"date"
		]
	},
	"ImplementationGuide": {
		"dates": [
			"date"
		]
	},
	"Ingredient": {
		"dates": []
	},
	"InsurancePlan": {
		"dates": [
			"period"
		]
	},
	"InventoryItem": {
		"dates": []
	},
	"InventoryReport": {
		"dates": [
			"inventoryListing.countingDateTime",
			"reportedDateTime",
			"reportingPeriod"
		],
		"supplements": [
			"note.time"
		]
	},
	"Invoice": {
		"dates": [
			"creation",
			"date",
			"lineItem.servicedDate",
			"lineItem.servicedPeriod",
			"periodDate",
			"periodPeriod"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"lineItem.serviced",
			"period"
		]
	},
	"Library": {
		"dates": [
			"date",
			"effectivePeriod"
		],
		"supplements": [
			"content.creation"
		]
	},
	"Linkage": {
		"dates": []
	},
	"List": {
		"dates": [
			"date",
			"entry.date"
		],
		"supplements": [
			"note.time"
		]
	},
	"ManufacturedItemDefinition": {
		"dates": []
	},
	"Measure": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"MeasureReport": {
		"dates": [
			"date",
			"period"
		]
	},
	"Media": {
		"dates": [
			"createdDateTime",
			"createdPeriod",
			"issued"
		],
		"supplements": [
			"content.creation",
			"note.time"
		],
		"choices": [
			"created"
		]
	},
	"Medication": {
		"dates": []
	},
	"MedicationAdministration": {
		"dates": [
			"effectiveDateTime",
			"effectivePeriod",
			"occurenceDateTime",
			"occurencePeriod",
			"occurenceTiming",
			"recorded"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"effective",
			"occurence",
			"occurrence"
		]
	},
	"MedicationDispense": {
		"dates": [
			"recorded",
			"statusChanged",
			"whenHandedOver",
			"whenPrepared"
		],
		"supplements": [
			"dosageInstruction.timing",
			"note.time"
		]
	},
	"MedicationKnowledge": {
		"dates": [
			"cost.effectiveDate"
		],
		"supplements": [
			"administrationGuidelines.dosage.dosage.timing",
			"indicationGuideline.dosingGuideline.dosage.dosage.timing",
			"storageGuideline.note.time"
		],
		"repeats": {
			"packaging.cost": "cost"
		}
	},
	"MedicationRequest": {
		"dates": [
			"authoredOn",
			"effectiveDosePeriod",
			"statusChanged"
		],
		"supplements": [
			"dispenseRequest.dispenserInstruction.time",
			"dosageInstruction.timing",
			"note.time"
		]
	},
	"MedicationStatement": {
		"dates": [
			"dateAsserted",
			"effectiveDateTime",
			"effectivePeriod",
			"effectiveTiming"
		],
		"supplements": [
			"dosage.timing",
			"note.time"
		],
		"choices": [
			"effective"
		]
	},
	"MedicinalProduct": {
		"dates": [
			"manufacturingBusinessOperation.effectiveDate",
			"specialDesignation.date"
		]
	},
	"MedicinalProductAuthorization": {
		"dates": [
			"dataExclusivityPeriod",
			"dateOfFirstAuthorization",
			"internationalBirthDate",
			"procedure.dateDateTime",
			"procedure.datePeriod",
			"restoreDate",
			"statusDate"
		],
		"choices": [
			"procedure.date"
		],
		"repeats": {
			"procedure.application": "procedure"
		}
	},
	"MedicinalProductContraindication": {
		"dates": []
	},
	"MedicinalProductDefinition": {
		"dates": [
			"operation.effectiveDate",
			"statusDate"
		]
	},
	"MedicinalProductIndication": {
		"dates": []
	},
	"MedicinalProductIngredient": {
		"dates": []
	},
	"MedicinalProductInteraction": {
		"dates": []
	},
	"MedicinalProductManufactured": {
		"dates": []
	},
	"MedicinalProductPackaged": {
		"dates": []
	},
	"MedicinalProductPharmaceutical": {
		"dates": []
	},
	"MedicinalProductUndesirableEffect": {
		"dates": []
	},
	"MessageDefinition": {
		"dates": [
			"date"
		]
	},
	"MessageHeader": {
		"dates": []
	},
	"MolecularSequence": {
		"dates": [],
		"supplements": [
			"formatted.creation"
		]
	},
	"NamingSystem": {
		"dates": [
			"date",
			"effectivePeriod",
			"uniqueId.period"
		]
	},
	"NutritionIntake": {
		"dates": [
			"consumedItem.schedule",
			"occurrenceDateTime",
			"occurrencePeriod",
			"recorded"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"occurrence"
		]
	},
	"NutritionOrder": {
		"dates": [
			"dateTime",
			"enteralFormula.administration.schedule",
			"enteralFormula.administration.schedule.timing",
			"oralDiet.schedule",
			"oralDiet.schedule.timing",
			"supplement.schedule",
			"supplement.schedule.timing"
		],
		"supplements": [
			"note.time"
		]
	},
	"NutritionProduct": {
		"dates": [],
		"supplements": [
			"note.time"
		]
	},
	"Observation": {
		"dates": [
			"effectiveDateTime",
			"effectiveInstant",
			"effectivePeriod",
			"effectiveTiming",
			"issued"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"effective"
		]
	},
	"ObservationDefinition": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"OperationDefinition": {
		"dates": [
			"date"
		]
	},
	"OperationOutcome": {
		"dates": []
	},
	"PackagedProductDefinition": {
		"dates": [
			"statusDate"
		]
	},
	"Parameters": {
		"dates": []
	},
	"PaymentNotice": {
		"dates": [
			"created",
			"paymentDate"
		]
	},
	"PaymentReconciliation": {
		"dates": [
			"allocation.date",
			"created",
			"date",
			"detail.date",
			"paymentDate",
			"period"
		]
	},
	"Permission": {
		"dates": [
			"date",
			"rule.data.period"
		]
	},
	"PlanDefinition": {
		"dates": [
			"action.timingDateTime",
			"action.timingPeriod",
			"action.timingTiming",
			"date",
			"effectivePeriod"
		],
		"others": [
			"action.timingAge",
			"action.timingDuration",
			"action.timingRange"
		],
		"choices": [
			"action.timing"
		],
		"repeats": {
			"action.action": "action"
		}
	},
	"Procedure": {
		"dates": [
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming",
			"performedDateTime",
			"performedPeriod",
			"performer.period",
			"recorded"
		],
		"supplements": [
			"note.time"
		],
		"others": [
			"occurrenceAge",
			"occurrenceRange",
			"occurrenceString",
			"performedAge",
			"performedRange",
			"performedString"
		],
		"choices": [
			"occurrence",
			"performed"
		]
	},
	"Provenance": {
		"dates": [
			"occurredDateTime",
			"occurredPeriod",
			"recorded"
		],
		"choices": [
			"occurred"
		]
	},
	"Questionnaire": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"QuestionnaireResponse": {
		"dates": [
			"authored"
		]
	},
	"RegulatedAuthorization": {
		"dates": [
			"case.dateDateTime",
			"case.datePeriod",
			"statusDate"
		],
		"choices": [
			"case.date"
		],
		"repeats": {
			"case.application": "case"
		}
	},
	"RequestGroup": {
		"dates": [
			"action.timingDateTime",
			"action.timingPeriod",
			"action.timingTiming",
			"authoredOn"
		],
		"supplements": [
			"note.time"
		],
		"others": [
			"action.timingAge",
			"action.timingDuration",
			"action.timingRange"
		],
		"choices": [
			"action.timing"
		],
		"repeats": {
			"action.action": "action"
		}
	},
	"RequestOrchestration": {
		"dates": [
			"action.timingDateTime",
			"action.timingPeriod",
			"action.timingTiming",
			"authoredOn"
		],
		"supplements": [
			"note.time"
		],
		"others": [
			"action.timingAge",
			"action.timingDuration",
			"action.timingRange"
		],
		"choices": [
			"action.timing"
		],
		"repeats": {
			"action.action": "action"
		}
	},
	"Requirements": {
		"dates": [
			"date"
		]
	},
	"ResearchDefinition": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"ResearchElementDefinition": {
		"dates": [
			"characteristic.participantEffectiveDateTime",
			"characteristic.participantEffectivePeriod",
			"characteristic.participantEffectiveTiming",
			"characteristic.studyEffectiveDateTime",
			"characteristic.studyEffectivePeriod",
			"characteristic.studyEffectiveTiming",
			"date",
			"effectivePeriod"
		],
		"others": [
			"characteristic.participantEffectiveDuration",
			"characteristic.studyEffectiveDuration"
		],
		"choices": [
			"characteristic.participantEffective",
			"characteristic.studyEffective"
		],
		"besides": [
			"characteristic.participantEffectiveDescription",
			"characteristic.participantEffectiveGroupMeasure",
			"characteristic.participantEffectiveTimeFromStart",
			"characteristic.studyEffectiveDescription",
			"characteristic.studyEffectiveGroupMeasure",
			"characteristic.studyEffectiveTimeFromStart"
		]
	},
	"ResearchStudy": {
		"dates": [
			"associatedParty.period",
			"date",
			"period",
			"progressStatus.period"
		],
		"supplements": [
			"note.time"
		]
	},
	"ResearchSubject": {
		"dates": [
			"period",
			"progress.endDate",
			"progress.startDate"
		]
	},
	"RiskAssessment": {
		"dates": [
			"occurrenceDateTime",
			"occurrencePeriod"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"occurrence"
		]
	},
	"RiskEvidenceSynthesis": {
		"dates": [
			"date",
			"effectivePeriod"
		],
		"supplements": [
			"certainty.certaintySubcomponent.note.time",
			"certainty.note.time",
			"note.time"
		]
	},
	"Schedule": {
		"dates": []
	},
	"SearchParameter": {
		"dates": [
			"date"
		]
	},
	"ServiceRequest": {
		"dates": [
			"authoredOn",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"occurrence"
		]
	},
	"Slot": {
		"dates": [
			"end",
			"start"
		]
	},
	"Specimen": {
		"dates": [
			"collection.collectedDateTime",
			"collection.collectedPeriod",
			"processing.timeDateTime",
			"processing.timePeriod",
			"receivedTime"
		],
		"supplements": [
			"note.time"
		],
		"choices": [
			"collection.collected",
			"processing.time"
		]
	},
	"SpecimenDefinition": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"StructureDefinition": {
		"dates": [
			"date"
		]
	},
	"StructureMap": {
		"dates": [
			"date"
		]
	},
	"Subscription": {
		"dates": [
			"end"
		]
	},
	"SubscriptionStatus": {
		"dates": [
			"notificationEvent.timestamp"
		]
	},
	"SubscriptionTopic": {
		"dates": [
			"date",
			"effectivePeriod"
		]
	},
	"Substance": {
		"dates": []
	},
	"SubstanceDefinition": {
		"dates": [
			"code.statusDate",
			"name.official.date"
		],
		"supplements": [
			"characterization.file.creation",
			"code.note.time",
			"note.time"
		],
		"repeats": {
			"name.synonym": "name",
			"name.translation": "name"
		}
	},
	"SubstanceNucleicAcid": {
		"dates": [],
		"supplements": [
			"subunit.sequenceAttachment.creation"
		]
	},
	"SubstancePolymer": {
		"dates": [],
		"supplements": [
			"repeat.repeatUnit.structuralRepresentation.attachment.creation"
		]
	},
	"SubstanceProtein": {
		"dates": [],
		"supplements": [
			"subunit.sequenceAttachment.creation"
		]
	},
	"SubstanceReferenceInformation": {
		"dates": []
	},
	"SubstanceSourceMaterial": {
		"dates": []
	},
	"SubstanceSpecification": {
		"dates": [
			"code.statusDate",
			"name.official.date"
		],
		"supplements": [
			"structure.representation.attachment.creation"
		],
		"repeats": {
			"name.synonym": "name",
			"name.translation": "name"
		}
	},
	"SupplyDelivery": {
		"dates": [
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		],
		"choices": [
			"occurrence"
		]
	},
	"SupplyRequest": {
		"dates": [
			"authoredOn",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		],
		"choices": [
			"occurrence"
		]
	},
	"Task": {
		"dates": [
			"authoredOn",
			"executionPeriod",
			"lastModified"
		],
		"supplements": [
			"note.time"
		]
	},
	"TerminologyCapabilities": {
		"dates": [
			"date"
		]
	},
	"TestPlan": {
		"dates": [
			"date"
		]
	},
	"TestReport": {
		"dates": [
			"issued"
		]
	},
	"TestScript": {
		"dates": [
			"date"
		]
	},
	"Transport": {
		"dates": [
			"authoredOn",
			"completionTime",
			"lastModified"
		],
		"supplements": [
			"note.time"
		]
	},
	"ValueSet": {
		"dates": [
			"date",
			"effectivePeriod",
			"expansion.timestamp"
		]
	},
	"VerificationResult": {
		"dates": [
			"attestation.date",
			"frequency",
			"lastPerformed",
			"primarySource.validationDate",
			"statusDate"
		]
	},
	"VisionPrescription": {
		"dates": [
			"created",
			"dateWritten"
		],
		"supplements": [
			"lensSpecification.note.time"
		]
	}
};
