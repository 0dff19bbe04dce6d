/** What a type's dates are. */
export interface DateElements {
	/** Paths of dates, Periods and Timings that say when care took place or was written down. */
	readonly dates: readonly string[];
	/** Paths of what may stand in the place of one of them and tells no date, such as an age or a text. */
	readonly others?: readonly string[];
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
			"dosage.timing",
			"effectivePeriod",
			"timingDateTime",
			"timingPeriod",
			"timingTiming"
		],
		"others": [
			"timingAge",
			"timingDuration",
			"timingRange"
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
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming",
			"recordedDate"
		]
	},
	"AllergyIntolerance": {
		"dates": [
			"lastOccurrence",
			"note.time",
			"onsetDateTime",
			"onsetPeriod",
			"reaction.note.time",
			"reaction.onset",
			"recordedDate"
		],
		"others": [
			"onsetAge",
			"onsetRange",
			"onsetString"
		]
	},
	"Appointment": {
		"dates": [
			"cancellationDate",
			"created",
			"end",
			"note.time",
			"participant.period",
			"recurrenceTemplate.lastOccurrenceDate",
			"recurrenceTemplate.occurrenceDate",
			"start"
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
		]
	},
	"BiologicallyDerivedProductDispense": {
		"dates": [
			"note.time",
			"preparedDate",
			"whenHandedOver"
		]
	},
	"BodyStructure": {
		"dates": [
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
			"activity.progress.time",
			"created",
			"note.time",
			"period"
		],
		"others": [
			"activity.detail.scheduledString"
		]
	},
	"CareTeam": {
		"dates": [
			"note.time",
			"participant.coveragePeriod",
			"participant.coverageTiming",
			"participant.period",
			"period"
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
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
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
			"citedArtifact.note.time",
			"citedArtifact.publicationForm.articleDate",
			"citedArtifact.publicationForm.lastRevisionDate",
			"citedArtifact.relatesTo.document.creation",
			"citedArtifact.statusDate.period",
			"date",
			"effectivePeriod",
			"note.time",
			"statusDate.period"
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
		]
	},
	"ClaimResponse": {
		"dates": [
			"addItem.servicedDate",
			"addItem.servicedPeriod",
			"created",
			"event.whenDateTime",
			"event.whenPeriod",
			"form.creation",
			"item.reviewOutcome.preAuthPeriod",
			"payment.date",
			"preAuthPeriod"
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
			"effectivePeriod",
			"note.time"
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
			"note.time",
			"payload.contentAttachment.creation",
			"received",
			"sent"
		]
	},
	"CommunicationRequest": {
		"dates": [
			"authoredOn",
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"payload.contentAttachment.creation"
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
			"event.period",
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
			"note.time",
			"onsetDateTime",
			"onsetPeriod",
			"recordedDate"
		],
		"others": [
			"abatementAge",
			"abatementRange",
			"abatementString",
			"onsetAge",
			"onsetRange",
			"onsetString"
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
			"sourceAttachment.creation",
			"verification.verificationDate"
		]
	},
	"Contract": {
		"dates": [
			"applies",
			"friendly.contentAttachment.creation",
			"issued",
			"legal.contentAttachment.creation",
			"legallyBindingAttachment.creation",
			"rule.contentAttachment.creation",
			"term.action.note.time",
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
		]
	},
	"DetectedIssue": {
		"dates": [
			"identifiedDateTime",
			"identifiedPeriod",
			"mitigation.date",
			"mitigation.note.time"
		]
	},
	"Device": {
		"dates": [
			"note.time",
			"version.installDate"
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
			"note.time",
			"udiDeviceIdentifier.marketDistribution.marketPeriod"
		],
		"repeats": {
			"packaging.udiDeviceIdentifier": "udiDeviceIdentifier"
		}
	},
	"DeviceDispense": {
		"dates": [
			"note.time",
			"preparedDate",
			"whenHandedOver"
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
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		]
	},
	"DeviceUsage": {
		"dates": [
			"dateAsserted",
			"note.time",
			"timingDateTime",
			"timingPeriod",
			"timingTiming"
		]
	},
	"DeviceUseStatement": {
		"dates": [
			"note.time",
			"recordedOn",
			"timingDateTime",
			"timingPeriod",
			"timingTiming"
		]
	},
	"DiagnosticReport": {
		"dates": [
			"effectiveDateTime",
			"effectivePeriod",
			"issued",
			"note.time",
			"presentedForm.creation"
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
			"content.attachment.creation",
			"context.period",
			"date",
			"period"
		]
	},
	"EffectEvidenceSynthesis": {
		"dates": [
			"certainty.certaintySubcomponent.note.time",
			"certainty.note.time",
			"date",
			"effectivePeriod",
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
			"certainty.note.time",
			"date",
			"effectivePeriod",
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
			"note.time",
			"subject.characteristic.period",
			"subject.note.time"
		]
	},
	"EvidenceVariable": {
		"dates": [
			"characteristic.note.time",
			"characteristic.timeFromEvent.eventDateTime",
			"characteristic.timeFromEvent.note.time",
			"date",
			"effectivePeriod",
			"note.time"
		],
		"others": [
			"characteristic.timeFromEvent.eventCodeableConcept",
			"characteristic.timeFromEvent.eventId",
			"characteristic.timeFromEvent.eventReference"
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
			"form.creation",
			"item.reviewOutcome.preAuthPeriod",
			"item.servicedDate",
			"item.servicedPeriod",
			"payment.date",
			"preAuthRefPeriod",
			"procedure.date",
			"supportingInfo.timingDate",
			"supportingInfo.timingPeriod"
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
			"condition.note.time",
			"condition.onsetPeriod",
			"date",
			"note.time",
			"procedure.note.time",
			"procedure.performedDateTime",
			"procedure.performedPeriod"
		],
		"others": [
			"condition.onsetAge",
			"condition.onsetRange",
			"condition.onsetString",
			"procedure.performedAge",
			"procedure.performedRange",
			"procedure.performedString"
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
			"analysis.note.time",
			"note.time",
			"startDate"
		]
	},
	"Goal": {
		"dates": [
			"note.time",
			"startDate",
			"statusDate"
		],
		"others": [
			"startCodeableConcept"
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
			"note.time",
			"occurrenceDateTime"
		]
	},
	"ImagingSelection": {
		"dates": [
			"issued"
		]
	},
	"ImagingStudy": {
		"dates": [
			"note.time",
			"series.started",
			"started"
		]
	},
	"Immunization": {
		"dates": [
			"education.presentationDate",
			"note.time",
			"occurrenceDateTime",
			"reaction.date",
			"recorded"
		],
		"others": [
			"occurrenceString"
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
			"note.time",
			"reportedDateTime",
			"reportingPeriod"
		]
	},
	"Invoice": {
		"dates": [
			"creation",
			"date",
			"lineItem.servicedDate",
			"lineItem.servicedPeriod",
			"note.time",
			"periodDate",
			"periodPeriod"
		]
	},
	"Library": {
		"dates": [
			"content.creation",
			"date",
			"effectivePeriod"
		]
	},
	"Linkage": {
		"dates": []
	},
	"List": {
		"dates": [
			"date",
			"entry.date",
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
			"content.creation",
			"createdDateTime",
			"createdPeriod",
			"issued",
			"note.time"
		]
	},
	"Medication": {
		"dates": []
	},
	"MedicationAdministration": {
		"dates": [
			"effectiveDateTime",
			"effectivePeriod",
			"note.time",
			"occurenceDateTime",
			"occurencePeriod",
			"occurenceTiming",
			"recorded"
		]
	},
	"MedicationDispense": {
		"dates": [
			"dosageInstruction.timing",
			"note.time",
			"recorded",
			"statusChanged",
			"whenHandedOver",
			"whenPrepared"
		]
	},
	"MedicationKnowledge": {
		"dates": [
			"administrationGuidelines.dosage.dosage.timing",
			"cost.effectiveDate",
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
			"dispenseRequest.dispenserInstruction.time",
			"dosageInstruction.timing",
			"effectiveDosePeriod",
			"note.time",
			"statusChanged"
		]
	},
	"MedicationStatement": {
		"dates": [
			"dateAsserted",
			"dosage.timing",
			"effectiveDateTime",
			"effectivePeriod",
			"effectiveTiming",
			"note.time"
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
		"dates": [
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
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"recorded"
		]
	},
	"NutritionOrder": {
		"dates": [
			"dateTime",
			"enteralFormula.administration.schedule",
			"enteralFormula.administration.schedule.timing",
			"note.time",
			"oralDiet.schedule",
			"oralDiet.schedule.timing",
			"supplement.schedule",
			"supplement.schedule.timing"
		]
	},
	"NutritionProduct": {
		"dates": [
			"note.time"
		]
	},
	"Observation": {
		"dates": [
			"effectiveDateTime",
			"effectiveInstant",
			"effectivePeriod",
			"effectiveTiming",
			"issued",
			"note.time"
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
		"repeats": {
			"action.action": "action"
		}
	},
	"Procedure": {
		"dates": [
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming",
			"performedDateTime",
			"performedPeriod",
			"performer.period",
			"recorded"
		],
		"others": [
			"occurrenceAge",
			"occurrenceRange",
			"occurrenceString",
			"performedAge",
			"performedRange",
			"performedString"
		]
	},
	"Provenance": {
		"dates": [
			"occurredDateTime",
			"occurredPeriod",
			"recorded"
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
		"repeats": {
			"case.application": "case"
		}
	},
	"RequestGroup": {
		"dates": [
			"action.timingDateTime",
			"action.timingPeriod",
			"action.timingTiming",
			"authoredOn",
			"note.time"
		],
		"others": [
			"action.timingAge",
			"action.timingDuration",
			"action.timingRange"
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
			"authoredOn",
			"note.time"
		],
		"others": [
			"action.timingAge",
			"action.timingDuration",
			"action.timingRange"
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
		]
	},
	"ResearchStudy": {
		"dates": [
			"associatedParty.period",
			"date",
			"note.time",
			"period",
			"progressStatus.period"
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
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod"
		]
	},
	"RiskEvidenceSynthesis": {
		"dates": [
			"certainty.certaintySubcomponent.note.time",
			"certainty.note.time",
			"date",
			"effectivePeriod",
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
			"note.time",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
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
			"note.time",
			"processing.timeDateTime",
			"processing.timePeriod",
			"receivedTime"
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
			"characterization.file.creation",
			"code.note.time",
			"code.statusDate",
			"name.official.date",
			"note.time"
		],
		"repeats": {
			"name.synonym": "name",
			"name.translation": "name"
		}
	},
	"SubstanceNucleicAcid": {
		"dates": [
			"subunit.sequenceAttachment.creation"
		]
	},
	"SubstancePolymer": {
		"dates": [
			"repeat.repeatUnit.structuralRepresentation.attachment.creation"
		]
	},
	"SubstanceProtein": {
		"dates": [
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
			"name.official.date",
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
		]
	},
	"SupplyRequest": {
		"dates": [
			"authoredOn",
			"occurrenceDateTime",
			"occurrencePeriod",
			"occurrenceTiming"
		]
	},
	"Task": {
		"dates": [
			"authoredOn",
			"executionPeriod",
			"lastModified",
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
			"lastModified",
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
			"dateWritten",
			"lensSpecification.note.time"
		]
	}
};
