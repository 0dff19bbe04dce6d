/** Accounts, in one form whatever the chain's prefix. */
import { Reader } from '../consent/reader.ts';
import { account } from '../consent/state.ts';

export function accountText(told: string): string {
	return account(new Reader('account', told));
}
