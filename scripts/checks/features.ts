/** Whether crates pass features on to the crates that they are made of. */

/** What `cargo metadata --format-version 1` says, as far as it is needed here. */
export interface Metadata {
	packages: Package[];
	resolve: { nodes: { id: string; deps: { pkg: string }[] }[] };
	workspace_members: string[];
	workspace_root: string;
}

interface Package {
	id: string;
	name: string;
	manifest_path: string;
	features: Record<string, string[]>;
	dependencies: Dependency[];
}

interface Dependency {
	name: string;
	rename: string | null;
	/** `null`: of the crate itself, not of its tests or its build. */
	kind: string | null;
	features: string[];
}

/** The features that mean the same in every crate of a chain. */
const SHARED = ['std', 'runtime-benchmarks', 'try-runtime'];

/** A sentence for each feature that a crate of the workspace in `folder` has, and does not pass on to a crate that has it, too. */
export function notPassedOn(metadata: Metadata, folder: string): string[] {
	const packages = new Map(metadata.packages.map((one) => [one.id, one]));
	const faults: string[] = [];
	for (const { id, deps } of metadata.resolve.nodes) {
		const crate = packages.get(id);
		if (crate === undefined || !metadata.workspace_members.includes(id)) continue;
		if (!crate.manifest_path.startsWith(`${metadata.workspace_root}/${folder}/`)) continue;
		const used = deps.map(({ pkg }) => packages.get(pkg));
		for (const dependency of crate.dependencies.filter(({ kind }) => kind === null)) {
			const its = used.find((one) => one?.name === dependency.name)?.features ?? {};
			for (const feature of SHARED.filter((name) => name in crate.features && name in its)) {
				if (passesOn(crate, feature, dependency)) continue;
				faults.push(`${crate.name}: the feature ${feature} is not passed on to ${localName(dependency)}.`);
			}
		}
	}
	return faults;
}

function passesOn(crate: Package, feature: string, dependency: Dependency): boolean {
	const name = localName(dependency);
	const spellings = [`${name}/${feature}`, `${name}?/${feature}`];
	return dependency.features.includes(feature) || spellings.some((one) => crate.features[feature]?.includes(one));
}

/** What a crate calls another. */
function localName({ name, rename }: Dependency): string {
	return rename ?? name;
}
