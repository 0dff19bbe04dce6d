/** What is to be released, as the chain names it in calls and answers, and as a release request does. */
import type { Target as ToldTarget } from '../chain/generated/told.ts';
import type { Target } from '../consent/decision.ts';
import type { ReleaseTarget } from '../format/release-target.ts';

export function releaseTargetOf(target: Target): ReleaseTarget {
	return 'Anchor' in target ? { anchor: target.Anchor } : { recordClass: target.Class.class, content: target.Class.content };
}

export function toldReleaseTarget({ anchor, class: of }: ToldTarget): ReleaseTarget {
	return of ? { recordClass: of.class, content: of.content } : { anchor: anchor as number };
}

export function targetArgument(target: ReleaseTarget): Target {
	return 'anchor' in target ? { Anchor: target.anchor } : { Class: { class: target.recordClass, content: target.content } };
}
