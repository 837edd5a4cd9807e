import type { NoticeBody, NoticeName, Reply, RequestBody, RequestName } from '@whispernet/protocol';
import type { Line } from './line';
import type { MaliciousGateway } from './malicious-gateway';

/** A browser's request on its way to the gateway. Neither passed nor answered, it is lost. */
export interface Asked<Name extends RequestName = RequestName> {
  readonly line: Line;
  readonly body: RequestBody<Name>;
  /** Hands it on, changed or not; again, if called again. */
  readonly pass: (changed?: RequestBody<Name>) => void;
  /** Acknowledges it in the gateway's stead, with anything. */
  readonly answer: (reply: unknown) => void;
}

/** The gateway's acknowledgement on its way back to the browser. Not passed, it is lost. */
export interface Answered<Name extends RequestName = RequestName> {
  readonly line: Line;
  readonly body: Reply<Name>;
  readonly pass: (changed?: unknown) => void;
}

/** The gateway's notice on its way to the browser. Not passed, it is lost. */
export interface Told<Name extends NoticeName = NoticeName> {
  readonly line: Line;
  readonly body: NoticeBody<Name>;
  /** Hands it on, changed or not; again, if called again. */
  readonly pass: (changed?: unknown) => void;
}

/** What is done to each event by name; whatever has no entry passes unchanged. */
export interface Script {
  readonly requests?: {
    readonly [Name in RequestName]?: (asked: Asked<Name>) => void | Promise<void>;
  };
  readonly replies?: {
    readonly [Name in RequestName]?: (answered: Answered<Name>) => void | Promise<void>;
  };
  readonly notices?: {
    readonly [Name in NoticeName]?: (told: Told<Name>) => void | Promise<void>;
  };
}

/** A script for one performance: what it remembers begins anew with each. */
export type Attack = (gateway: MaliciousGateway) => Script;

/** Does all of them; where two have the same event in mind, the later one. */
export const together = (...scripts: readonly Script[]): Script => ({
  requests: Object.assign(
    {},
    ...scripts.map(({ requests }) => requests),
  ) as Script['requests'] & {},
  replies: Object.assign({}, ...scripts.map(({ replies }) => replies)) as Script['replies'] & {},
  notices: Object.assign({}, ...scripts.map(({ notices }) => notices)) as Script['notices'] & {},
});

/** Passes nothing on: the event is lost. */
export const lose = (): void => undefined;
