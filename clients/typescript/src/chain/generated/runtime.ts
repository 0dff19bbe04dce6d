export interface Calls {}
export interface Questions {}
